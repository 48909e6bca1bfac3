import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from cmm.accounts.enums import Role
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.commands import SystemCommand
from cmm.crypto.cipher import Unreadable
from cmm.moving.packing import Package, for_public_key, with_passphrase
from cmm.moving.writing import Exported, export

PURPOSES = ("handover", "archive", "supervision", "drill")
ORDERING = {Role.CMM_COORDINATOR, Role.DATA_PROTECTION_OFFICER}
LEAST = 15  # signs of a passphrase, as of a password


class Command(SystemCommand):
    """Run by the operator, who has the keyring and the owner's login, and by nobody from the web: whoever can take all
    of the register can read all of it, and no log-in of a role should. Who ordered it stands in the log by name.
    """

    help = "Write the whole register into a new folder, closed for whoever receives it, and note that in the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", required=True, metavar="E-MAIL", help="who ordered it, by their account here")
        parser.add_argument("--purpose", required=True, choices=PURPOSES)
        parser.add_argument("--database", default="owner")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--public-key", type=Path, metavar="PEM", help="the recipient's public key (P-256)")
        how.add_argument("--passphrase-file", type=Path, help="otherwise a passphrase is asked for")
        how.add_argument("--in-clear", action="store_true", help="nothing is closed; say why to yourself first")

    def handle(self, *, folder: Path, by: str, purpose: str, database: str, **how: Any) -> None:
        actor = User.objects.filter(email__iexact=by, is_active=True).first()
        if actor is None:
            raise CommandError("Nobody with an open account has this address.")
        if not ORDERING & actor.roles:
            raise CommandError("It is ordered by a coordinator or the data protection officer.")
        if folder.exists():
            raise CommandError(f"{folder} exists. Name a new folder: nothing is written over.")
        key = None if how["in_clear"] else os.urandom(32)
        wrapped = None if key is None else self.wrap(key, how)
        told = {"purpose": purpose, "closed": next(iter(wrapped)) if wrapped else "no"}
        note(actor, AuditAction.REGISTER_EXPORT_BEGUN, told)
        try:
            done = export(Package(folder, key), using=database, wrapped=wrapped, tell=self.stderr.write)
        except Unreadable as closed:
            raise CommandError(f"{closed} {folder} is not whole: delete it and begin anew.") from None
        note(actor, AuditAction.REGISTER_EXPORTED, told | of(done))
        self.stdout.write(f"{done.tables} tables, {done.rows} rows, {done.files} files\n{done.digest}")

    def wrap(self, key: bytes, how: dict[str, Any]) -> dict[str, Any]:
        if how["public_key"]:
            try:
                return for_public_key(key, how["public_key"].read_bytes())
            except (OSError, ValueError) as wrong:
                raise CommandError(f"The public key cannot be used: {wrong}") from None
        return with_passphrase(key, self.passphrase(how["passphrase_file"]))

    def passphrase(self, file: Path | None) -> str:
        if file is None and not sys.stdin.isatty():
            raise CommandError("Give --public-key, --passphrase-file or --in-clear.")
        said = file.read_text().strip() if file else getpass("Passphrase: ")
        if len(said) < LEAST:
            raise CommandError(f"A passphrase is {LEAST} signs at least.")
        if file is None and getpass("Once more: ") != said:
            raise CommandError("The two differ.")
        return said


@transaction.atomic
def note(actor: User, act: AuditAction, told: dict[str, Any]) -> None:
    record(actor, act, actor.organisation, **{name: value for name, value in told.items() if name != "purpose"},
           taken_for=told["purpose"])  # fmt: skip


def of(done: Exported) -> dict[str, Any]:
    return {"tables": done.tables, "rows": done.rows, "files": done.files, "digest": done.digest}
