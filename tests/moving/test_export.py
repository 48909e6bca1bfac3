"""The whole register exported and read back: every row and value; and whatever is touched afterwards is found."""

import json
import random
import shutil
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from cases.models import Document, Identity
from cmm.audit.anchors import anchor
from cmm.audit.models import AuditEntry
from cmm.audit.sealing import seal
from cmm.core.context import Context, acting
from cmm.core.tables import TABLES
from cmm.crypto import vault
from cmm.moving import read
from cmm.moving.catalogue import KEPT_BACK
from cmm.moving.open import WrongKey, open_into
from tests.factories.documents import DocumentFactory
from tests.factories.identities import IdentityFactory
from tests.policies import everything

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
PASSPHRASE = "mellem fire blå fjorde"


@pytest.fixture
def world(people, monkeypatch, settings, tmp_path):
    """A row in every table, sealed and anchored, but for a block that was never a real one."""
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")
    monkeypatch.setattr(everything, "LEFT", everything.LEFT[1:])
    everything.fill(people)
    IdentityFactory(names={"given_names": "Fiktiva 🌻 “Æ”", "family_names": "Prøvesen\n"})
    with transaction.atomic(using="worker"):
        seal("worker")
    anchor("worker")
    return people


def exported(people, folder, **how):
    told = {"by": people["cmm_coordinator"].email, "purpose": "drill"}
    call_command("export_register", folder, **(told | (how or {"in_clear": True})))
    return folder


def rows_in(folder, table):
    return [json.loads(line) for line in (folder / "tables" / f"{table}.jsonl").read_text("utf-8").splitlines()]


def held(table, left_out, key):
    """The table's own rows, but for what does not leave or leaves opened."""
    with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT (to_jsonb(t) - %s::text[])::text FROM {table} t ORDER BY {', '.join(key)}", [left_out])
        return [json.loads(text) for (text,) in cursor.fetchall()]


def test_everything_goes_out_as_it_is_and_every_tampering_is_found(world, tmp_path):
    folder = exported(world, tmp_path / "out")
    assert read.prove(folder, AuditEntry.objects.get(action="register.exported").details["digest"])[0] == []

    schema = json.loads((folder / "schema.json").read_text())
    assert set(schema) == set(TABLES)
    for name, table in schema.items():
        beside = [
            column["name"] for column in table["columns"] if column.get("left_out") or column.get("was_encrypted")
        ]
        told = [{one: value for one, value in row.items() if one not in beside} for row in rows_in(folder, name)]
        now = [] if name in KEPT_BACK else held(name, beside, table["key"])
        # What was noted while it ran came after the moment it shows.
        assert [row for row in told if row not in now] == [], name
        assert name.startswith("audit_") or told == now, name
    identities = {row["id"]: row for row in rows_in(folder, "cases_identity")}
    for one in Identity.objects.all():
        assert identities[str(one.pk)]["names"] == (one.names and one.names.reveal())
    document = Document.objects.first()
    assert (folder / "files" / str(document.uuid)).read_bytes() == vault.take(document.uuid)
    assert [row["password"] for row in rows_in(folder, "accounts_user")] == [None] * len(
        rows_in(folder, "accounts_user")
    )

    seed = random.Random(20261127)
    for tamper in TAMPERINGS:
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)
        file, fault = tamper(copy, seed)
        found = [one for one in read.prove(copy)[0] if one["file"] == file and fault.items() <= one.items()]
        assert found, (tamper.__name__, file, fault)
        shutil.rmtree(copy)


def victims(folder):
    return folder / "tables" / "cases_victim.jsonl"


def a_row_goes(folder, seed):
    lines = victims(folder).read_text("utf-8").splitlines(keepends=True)
    gone = lines.pop(seed.randrange(len(lines)))
    victims(folder).write_text("".join(lines), "utf-8")
    return "tables/cases_victim.jsonl", {"key": [json.loads(gone)["id"]], "fault": "this row is missing"}


def a_cell_changes(folder, seed):
    lines = victims(folder).read_text("utf-8").splitlines(keepends=True)
    place = seed.randrange(len(lines))
    row = json.loads(lines[place]) | {"citizenship": "XX"}
    lines[place] = json.dumps(row, ensure_ascii=False) + "\n"
    victims(folder).write_text("".join(lines), "utf-8")
    return "tables/cases_victim.jsonl", {"key": [row["id"]], "fault": "changed", "columns": ["citizenship"]}


def a_tail_is_cut(folder, _seed):
    victims(folder).write_bytes(victims(folder).read_bytes()[:-40])
    return "tables/cases_victim.jsonl", {"fault": "cannot be read"}


def a_row_comes_twice(folder, seed):
    lines = victims(folder).read_text("utf-8").splitlines(keepends=True)
    line = seed.choice(lines)
    victims(folder).write_text("".join([*lines, line]), "utf-8")
    return "tables/cases_victim.jsonl", {"key": [json.loads(line)["id"]], "fault": "this row stands here twice"}


def a_file_is_added(folder, _seed):
    (folder / "files" / "ekstra.txt").write_text("x")
    return "files/ekstra.txt", {"fault": "does not belong here"}


def a_file_goes(folder, seed):
    gone = seed.choice(sorted((folder / "files").iterdir()))
    gone.unlink()
    return f"files/{gone.name}", {"fault": "missing"}


def a_file_changes(folder, seed):
    one = seed.choice(sorted((folder / "files").iterdir()))
    one.write_bytes(b"X" + one.read_bytes()[1:])
    return f"files/{one.name}", {"fault": "changed"}


def listed_anew(folder, *paths):
    """Whoever knows the format writes the list of digests anew as well."""
    told = json.loads((folder / "manifest.json").read_text())
    for path in paths:
        whole = (folder / path).read_bytes()
        told["files"][path] = {"sha256": read.digest_of(folder / path), "bytes": len(whole)}
    (folder / "manifest.json").write_text(json.dumps(told))


def the_log_is_rewritten(folder, seed):
    path = "tables/audit_auditentry.jsonl"
    lines = (folder / path).read_text("utf-8").splitlines()
    place = seed.randrange(len(lines))
    row = json.loads(lines[place]) | {"actor_id": 1}
    lines[place] = json.dumps(row, ensure_ascii=False)
    (folder / path).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    listed_anew(folder, path)
    return path, {"key": [row["id"]]}


def the_chain_is_cut(folder, _seed):
    path = "tables/audit_block.jsonl"
    lines = (folder / path).read_text("utf-8").splitlines(keepends=True)
    (folder / path).write_text("".join(lines[:-1]), "utf-8")
    listed_anew(folder, path)
    return path, {"fault": f"the chain ends at {len(lines) - 1}, and its anchors at {len(lines)}"}


def a_case_goes_from_under_its_rows(folder, _seed):
    path = "tables/cases_case.jsonl"
    lines = (folder / path).read_text("utf-8").splitlines(keepends=True)
    noted = next(row for row in rows_in(folder, "cases_journalentry"))
    kept = [line for line in lines if json.loads(line)["id"] != noted["case_id"]]
    (folder / path).write_text("".join(kept), "utf-8")
    listed_anew(folder, path)
    return "tables/cases_journalentry.jsonl", {"key": [noted["id"]]}


TAMPERINGS = (
    a_row_goes,
    a_cell_changes,
    a_tail_is_cut,
    a_row_comes_twice,
    a_file_is_added,
    a_file_goes,
    a_file_changes,
)
TAMPERINGS += (the_log_is_rewritten, the_chain_is_cut, a_case_goes_from_under_its_rows)


def test_closed_it_says_nothing_opens_for_its_recipient_alone_and_is_proven_closed_and_open(people, tmp_path, settings):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")
    IdentityFactory(names={"given_names": "Fiktiva"})
    word = tmp_path / "word"
    word.write_text(f"{PASSPHRASE}\n")
    pair = ec.generate_private_key(ec.SECP256R1())
    public = tmp_path / "key.pem"
    public.write_bytes(pair.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    pem = pair.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for way, opens in (({"passphrase_file": word}, {"passphrase": PASSPHRASE}), ({"public_key": public}, {"pem": pem})):
        folder, into = tmp_path / next(iter(way)), tmp_path / f"{next(iter(way))}-open"
        exported(people, folder, **way)
        assert [path.name for path in folder.rglob("*") if not path.is_dir() and b"Fiktiva" in path.read_bytes()] == []
        assert read.prove(folder)[0] == []
        with pytest.raises(WrongKey):
            open_into(folder, tmp_path / "never", passphrase="et andet ord i alt")
        open_into(folder, into, **opens)
        assert (read.prove(into)[0], "Fiktiva" in (into / "tables/cases_identity.jsonl").read_text()) == ([], True)
    closed = folder / "tables" / "cases_victim.jsonl.sealed"
    closed.write_bytes(closed.read_bytes()[:-1])
    assert [one["file"] for one in read.prove(folder)[0]] == ["tables/cases_victim.jsonl.sealed"]


def test_the_reader_needs_nothing_but_python_and_nothing_is_written_over(people, tmp_path, settings):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")
    folder = exported(people, tmp_path / "out")
    alone = [sys.executable, "-I", "-S", str(folder / "read.py"), str(folder), "--json"]
    told = json.loads(subprocess.run(alone, capture_output=True, check=True, env={}).stdout)
    assert (told["whole"], told["faults"]) == (True, [])
    with pytest.raises(CommandError):
        exported(people, folder)
    assert refusals(people, tmp_path) == REFUSALS
    noted = AuditEntry.objects.filter(action__startswith="register.").order_by("pk")
    acts = list(noted.values_list("action", "actor_id"))
    whose = people["cmm_coordinator"].pk
    begun = ("register.export_begun", whose)
    assert acts == [begun, ("register.exported", whose), begun]


# What is answered to each order that cannot be carried out, in its first words.
REFUSALS = [
    "Nobody with an open account", "It is ordered by", "Give --public-key", "A passphrase is 15",
    "The public key cannot", "file:",
]  # fmt: skip


def refusals(people, tmp_path):
    """Only the last has begun: a file of a case is missing."""
    short = tmp_path / "short"
    short.write_text("kort")
    vault.drop(DocumentFactory().uuid)
    orders = (
        {"by": "nobody@demo.test", "in_clear": True}, {"by": people["cmm_caseworker"].email, "in_clear": True},
        {"in_clear": False}, {"passphrase_file": short}, {"public_key": short}, {"in_clear": True},
    )  # fmt: skip
    told = []
    for number, (order, words) in enumerate(zip(orders, REFUSALS, strict=True)):
        with pytest.raises(CommandError) as refused:
            exported(people, tmp_path / f"never-{number}", **order)
        told.append(str(refused.value)[: len(words)])
    return told
