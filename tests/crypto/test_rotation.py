"""C2: keys are changed while the register is used and the process is killed: nothing unreadable, nothing left behind.

By hand at full size: ./dev test tests/crypto/test_rotation.py --identities 100000
"""

import json
import os
import signal
import subprocess
import sys
import threading
from itertools import count
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test import override_settings

from cases.models import Case, Identity, Victim
from cases.particulars import Contact, Numbers
from cases.selectors.identities import same_number
from cases.services import change_identity, reveal_identity
from cmm.crypto import making
from cmm.crypto.rotation import rotate, stale
from tests.crypto import remains
from tests.crypto.keyrings import as_setting, new_keyring, with_another_in_use, without_the_older
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identities import NUMBERS, IdentityFactory
from tests.jobs.worker import eventually

KILLS = 3


def both_newer(keyring):
    return with_another_in_use(with_another_in_use(keyring, "identity"), "index")


def only_newest(keyring):
    return without_the_older(without_the_older(keyring, "identity"), "index")


@pytest.mark.django_db
def test_rows_come_under_the_keys_in_use_and_the_old_keys_can_go():
    older = new_keyring()
    newer = both_newer(older)
    with as_setting(older):
        identity, other = IdentityFactory(), IdentityFactory(contact=None)
    with as_setting(newer):
        assert stale(Identity).count() == 2
        assert same_number(identity.changed_by, identity) == [other]  # before, during and after
        told = rotate(Identity, lambda _line: None, batch=1)
    assert vars(told) == {"table": "cases_identity", "rotated": 2, "left": 0, "unreadable": []}
    with as_setting(only_newest(newer)):
        identity, other = Identity.objects.get(pk=identity.pk), Identity.objects.get(pk=other.pk)
        assert (identity.particulars("numbers"), other.contact) == (NUMBERS, None)
        assert same_number(identity.changed_by, identity) == [other]


@pytest.mark.django_db
def test_a_row_nobody_can_open_is_named_and_stops_no_other(capsys):
    with as_setting(new_keyring()):
        lost = IdentityFactory(contact=None, numbers=None)
    older = new_keyring()
    with as_setting(older):
        IdentityFactory()
    with as_setting(both_newer(older)), pytest.raises(CommandError):
        call_command("rotate_keys", json=True)
    *tables, files = json.loads(capsys.readouterr().out)["tables"]
    table = next(one for one in tables if one["table"] == "cases_identity")
    assert files == {"table": "files", "rotated": 0, "left": 0, "unreadable": []}
    assert (table["rotated"], table["left"]) == (1, 1)
    assert table["unreadable"][0].startswith(f"cases_identity.names:{lost.pk} does not open")


@pytest.fixture
def many(request, transactional_db, tmp_path):
    """So many identities, closed with keys that are about to be replaced; gives the file the keys hang in."""
    path, older = tmp_path / "keyring.json", new_keyring()
    making.write(path, older)
    with override_settings(CMM_KEYRING=str(path)):
        plant(request.config.getoption("--identities") or 240)
        making.write(path, both_newer(older))
        yield path


def plant(number):
    pattern, author, numbers = CaseFactory(), staff("cmm_caseworker"), count(1)
    shared = {"residence_basis", "source", "organisation", "authority", "authority_proposed", "opened_on"}
    facts = {name: getattr(pattern, name) for name in shared}
    for start in range(0, number, 2000):
        size = min(2000, number - start)
        victims = Victim.objects.bulk_create(
            Victim(code_name=f"Prøve {next(numbers)}", organisation=pattern.organisation) for _ in range(size)
        )
        cases = Case.objects.bulk_create(Case(ref=f"T-{one.pk}", victim=one, **facts) for one in victims)
        Identity.objects.bulk_create(
            Identity(case=case, victim=case.victim, changed_by=author, numbers=NUMBERS.filled()) for case in cases
        )


class Rotation:
    """The real command in a process of its own."""

    def __init__(self, keyring, batch):
        address = urlsplit(os.environ["DATABASE_WORKER_URL"])
        url = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "rotate_keys", "--json", f"--batch={batch}"],
            cwd=settings.ROOT,
            env=os.environ
            | {"DATABASE_URL": url, "CMM_KEYRING": str(keyring), "CMM_FILES_FOLDER": settings.CMM_FILES_FOLDER},
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self):
        assert self.process.poll() is None, "it ended before it was killed"
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def end(self):
        said, _ = self.process.communicate()
        return json.loads(said.splitlines()[-1])


class Caseworker(threading.Thread):
    """Somebody at work all the while: writes, and reads what was written."""

    def __init__(self):
        super().__init__()
        self.done, self.turns, self.errors = threading.Event(), 0, []
        self.user = staff("cmm_caseworker")

    def run(self):
        rows = list(Identity.objects.order_by("?").values_list("pk", flat=True)[:50])
        while not self.done.is_set():
            try:
                self.turn(rows[self.turns % len(rows)])
            except Exception as error:
                self.errors.append(repr(error))
            self.turns += 1
        connections.close_all()

    def turn(self, pk):
        identity, written = Identity.objects.get(pk=pk), Contact(phone=f"turn {self.turns}")
        change_identity(actor=self.user, identity=identity, version=identity.version, particulars=written)
        identity = Identity.objects.get(pk=pk)
        assert reveal_identity(actor=self.user, identity=identity, group="contact") == written


def held_up_at(share):
    """Lock the row at ``share`` of the table, on a connection of its own: the rotation comes to it and waits."""
    rows = Identity.objects.using("refusals").order_by("pk")
    place = int(rows.count() * share)
    return place, rows.select_for_update().filter(pk=rows.values_list("pk")[place][0])


def heads_in(paths, keyring):
    """How many keys of each purpose something in the whole database is closed with, the log's history too."""
    text = b"".join(path.read_bytes() for path in paths)
    held = {purpose: keyring[purpose]["keys"] for purpose in ("identity", "index")}
    return {
        purpose: sum(f"v1|{key}|".encode().hex().encode() in text for key in keys) for purpose, keys in held.items()
    }


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_killed_again_and_again_while_people_work_it_loses_and_leaves_nothing(many, tmp_path):
    total, batch = Identity.objects.count(), max(1, Identity.objects.count() // 60)
    somebody = Caseworker()
    somebody.start()
    for kill in range(KILLS):
        with transaction.atomic(using="refusals"):
            place, row = held_up_at((kill + 1) / (KILLS + 1))
            row.get()
            rotation = Rotation(many, batch)
            eventually(lambda place=place: total - stale(Identity).count() >= place - batch, seconds=600)
            rotation.kill()
        assert 0 < stale(Identity).count() < total
    told = Rotation(many, batch).end()
    somebody.done.set()
    somebody.join()

    assert (told["ok"], stale(Identity).count()) == (True, 0)
    assert (somebody.errors, somebody.turns > 0) == ([], True)
    assert heads_in(remains.dump(tmp_path), json.loads(many.read_text())) == {"identity": 1, "index": 1}
    making.write(many, only_newest(json.loads(many.read_text())))
    read = [identity.particulars("numbers") for identity in Identity.objects.iterator()]
    assert (len(read), set(read)) == (total, {Numbers(cpr_number=NUMBERS.cpr_number, person_id=NUMBERS.person_id)})
