"""A register on a server of its own, which is backed up, destroyed for good, and brought back."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from django.db import connections
from django.test import override_settings

from cmm.audit import anchors, sealing
from cmm.backup.private_server import counts
from cmm.backup.replication import as_number
from cmm.core.context import Context, acting
from cmm.embedded import leftovers
from cmm.embedded.places import Place
from cmm.embedded.servers import Servers
from cmm.oversight.retention.services import approve, carry_out_all, propose
from tests import database
from tests.factories.accounts import staff
from tests.factories.documents import DocumentFactory
from tests.factories.identities import IdentityFactory
from tests.factories.retention import closed_case

NAME = "test_drill"  # whatever connects to a database of this name in a test is the system (tests/conftest.py)
LOGINS = {
    "default": "cmm_worker", "refusals": "cmm_worker", "worker": "cmm_worker", "destruction": "cmm_destruction",
    "owner": "cmm_owner",
}  # fmt: skip
ADDRESSES = {
    "DATABASE_URL": "cmm_worker", "DATABASE_WORKER_URL": "cmm_worker", "DATABASE_DESTRUCTION_URL": "cmm_destruction",
    "DATABASE_BACKUP_URL": "cmm_backup",
}  # fmt: skip


class Drill:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.servers = Servers(Place("dev", folder / "checkout"))
        self.files, self.anchors, self.shelf = (folder / name for name in ("files", "anchors", "backup"))
        self.keys = folder / "backup-key.json"

    def start(self) -> None:
        """A server, and in it what the tests' template holds."""
        self.servers.place.root.mkdir(parents=True)
        (self.servers.place.root / ".local").mkdir()
        self.servers.place.make()
        self.servers.postgres.start()
        self.servers.make_logins(NAME)
        tests, name = Servers(Place("test")).postgres, f"cmm_template_{database.fingerprint()}"
        database.build_template(name)
        program = self.servers.postgres.cluster.program
        dump = [program("pg_dump"), f"--dbname={tests.address('postgres', name)}", "--no-sync"]
        fill = [program("psql"), f"--dbname={self.address('postgres')}", "--quiet", "--set=ON_ERROR_STOP=1"]
        said = subprocess.run(dump, check=True, stdout=subprocess.PIPE).stdout
        subprocess.run(fill, check=True, input=said, stdout=subprocess.DEVNULL)

    def address(self, login: str) -> str:
        return self.servers.postgres.address(login, NAME)

    @property
    def variables(self) -> dict[str, str]:
        told = {name: self.address(login) for name, login in ADDRESSES.items()}
        told |= {"CMM_FILES_FOLDER": str(self.files), "CMM_ANCHOR_FOLDER": str(self.anchors)}
        return told | {"CMM_BACKUP_FOLDER": str(self.shelf), "CMM_BACKUP_KEY": str(self.keys)}

    @contextmanager
    def entered(self):
        """Django's connections lead to this register."""
        before = {alias: dict(connections[alias].settings_dict) for alias in LOGINS}
        try:
            for alias, login in LOGINS.items():
                point(alias, self.address(login))
            with override_settings(CMM_FILES_FOLDER=str(self.files), CMM_ANCHOR_FOLDER=str(self.anchors)):
                yield
        finally:
            for alias, told in before.items():
                connections[alias].close()
                connections[alias].settings_dict.update(told)

    def now(self) -> int:
        """How far the log reaches: what was committed lies before it."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            (lsn,) = connection.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone()
        return as_number(lsn)

    def counts(self) -> dict[str, int]:
        return counts(self.address("postgres"))

    def destroy(self) -> None:
        """Killed, and the whole folder of the server gone with it."""
        for process in leftovers.with_argument(self.servers.postgres.cluster.folder):
            process.kill()
            process.wait()
        self.servers.postgres.stop()
        shutil.rmtree(self.servers.postgres.cluster.folder)

    def forget(self) -> None:
        self.servers.forget()
        shutil.rmtree(self.folder, ignore_errors=True)


def point(alias, address):
    parts = urlsplit(address)
    connections[alias].close()
    host = {"host": parts.query.removeprefix("host=")}
    connections[alias].settings_dict |= {
        "NAME": NAME, "USER": unquote(parts.username), "PASSWORD": unquote(parts.password),
        "OPTIONS": connections[alias].settings_dict["OPTIONS"] | host, "HOST": "",
    }  # fmt: skip


def plant(number):
    """Persons with who they are and a file each. Gives the last one's case."""
    with acting(Context(None, "test")):
        for one in range(number):
            identity = IdentityFactory()
            DocumentFactory(case=identity.case, file=b"%PDF-1.7 " + os.urandom(1000 + one))
    return identity.case_id


def approved_for_destruction():
    """A closed case with a file that two have approved goes."""
    case = closed_case()
    DocumentFactory(case=case)
    two = staff("cmm_coordinator"), staff("data_protection_officer")
    approve(actor=two[1], destruction=propose(actor=two[0], case=case, basis="term", reason="Frist"))
    return case


def sealed():
    """What waits is sealed, and its line lies outside."""
    with acting(Context(None, "test"), using="worker"):
        sealing.seal(using="worker")
    with acting(Context(None, "test"), using="worker"):
        return anchors.anchor(using="worker")


def destroyed():
    return carry_out_all()
