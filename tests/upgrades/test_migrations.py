"""Migrations after the release: none locks people out, each goes back or says why not, and earlier code works on."""

import pytest
from django.db import connection, connections
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from cmm.core.one_way import ONE_WAY
from tests.upgrades.lint import faults
from tests.upgrades.released import ACCEPTED, MIGRATIONS

ROOMS = ("cmm", "cases", "identification", "shelters", "reports")


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None)


def ours(loader):
    return {key: one for key, one in loader.disk_migrations.items() if one.__module__.split(".")[0] in ROOMS}


def later(loader):
    """In the order in which they run: what is not before the release's last ones."""
    before = {node for key in MIGRATIONS.items() for node in loader.graph.forwards_plan(key)}
    plan = [node for leaf in loader.graph.leaf_nodes() for node in loader.graph.forwards_plan(leaf)]
    return [node for node in dict.fromkeys(plan) if node in ours(loader) and node not in before]


@pytest.fixture(scope="module")
def released(loader):
    """The models as the release knows them, by their tables."""
    nodes = [node for node in loader.graph.leaf_nodes() if node[0] not in MIGRATIONS]
    nodes = [node for node in nodes if node not in ours(loader)]
    models = loader.project_state([*MIGRATIONS.items(), *nodes]).apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models}


def test_every_migration_goes_back_or_says_why_not(loader):
    forwards = {key for key, one in ours(loader).items() if not all(part.reversible for part in one.operations)}
    assert forwards == set(ONE_WAY)


@pytest.mark.django_db
def test_no_later_migration_locks_people_out(loader, released, monkeypatch):
    """As Django would write them; what is found and done all the same stands in ``ACCEPTED`` with its reason."""
    loader.connection = connections["default"]
    tables, found = set(released), set()
    for app, name in later(loader):
        # Nothing is run, and what asks to be outside a transaction is told that it is.
        with monkeypatch.context() as now:
            now.setattr(loader.connection, "in_atomic_block", loader.graph.nodes[app, name].atomic)
            text = "\n".join(loader.collect_sql([(loader.graph.nodes[app, name], False)]))
        found |= {(app, name, rule) for rule, _table in faults(text, tables)}
    assert found - set(ACCEPTED) == set()


def test_what_cannot_be_rolled_back_does_one_thing(loader):
    """Else what stops in the middle is neither done nor undone, and cannot be tried again."""
    assert [
        key for key in later(loader) if not ours(loader)[key].atomic and len(ours(loader)[key].operations) > 1
    ] == []


def test_no_later_migration_moves_rows_while_it_holds_a_table(loader):
    mixed = []
    for key in later(loader):
        kinds = {isinstance(one, RunPython) for one in ours(loader)[key].operations}
        mixed += [key] if kinds == {True, False} and key not in {(app, name) for app, name, _rule in ACCEPTED} else []
    assert mixed == []


COLUMNS = """
SELECT c.relname, a.attname, NOT a.attnotnull OR a.atthasdef OR a.attidentity <> ''
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""


@pytest.mark.django_db
def test_the_code_of_the_release_finds_every_column_and_need_not_fill_a_new_one(released):
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        there = {(table, column): may_be_left_out for table, column, may_be_left_out in cursor.fetchall()}
    known = {
        (table, field.column): field
        for table, model in released.items()
        for field in model._meta.local_concrete_fields
        if field.column
    }
    assert set(known) - set(there) == set()
    asked = {
        (table, column)
        for (table, column), may_be_left_out in there.items()
        if table in released and (table, column) not in known and not may_be_left_out
    }
    assert asked == set()
    refused = {key for key, field in known.items() if field.null and not there[key]}  # what might be empty then
    assert refused == set()


SAMPLES = [
    ("index", 'CREATE INDEX "a" ON "busy" ("b")'),
    ("index", 'CREATE UNIQUE INDEX a ON busy ("b") WHERE c'),
    ("rewrite", 'ALTER TABLE "busy" ALTER COLUMN "b" TYPE bigint USING "b"::bigint'),
    ("volatile default", 'ALTER TABLE "busy" ADD COLUMN "b" uuid DEFAULT gen_random_uuid() NOT NULL'),
    ("generated", "ALTER TABLE busy ADD COLUMN b int GENERATED ALWAYS AS (a + 1) STORED"),
    ("checked at once", 'ALTER TABLE "busy" ADD CONSTRAINT "c" CHECK ("b" > 0)'),
    ("not null", 'ALTER TABLE "busy" ALTER COLUMN "b" SET NOT NULL'),
    ("unique", 'ALTER TABLE "busy" ADD CONSTRAINT "c" UNIQUE ("b")'),
    ("gone", 'ALTER TABLE "busy" DROP COLUMN "b" CASCADE'),
    ("gone", 'DROP TABLE "busy" CASCADE'),
    ("renamed", 'ALTER TABLE "busy" RENAME COLUMN "b" TO "c"'),
    ("asks for more", 'ALTER TABLE "busy" ADD COLUMN "b" int NOT NULL'),
    ("asks for more later", 'ALTER TABLE "busy" ALTER COLUMN "b" DROP DEFAULT'),
    ("locked", "LOCK TABLE busy IN ACCESS EXCLUSIVE MODE"),
]
HARMLESS = [
    'CREATE INDEX CONCURRENTLY "a" ON "busy" ("b")',
    'CREATE TABLE "new" ("id" int); CREATE INDEX "a" ON "new" ("id"); ALTER TABLE "new" ADD CONSTRAINT c CHECK (1 > 0)',
    'ALTER TABLE "busy" ADD COLUMN "b" bigint NULL CONSTRAINT "c" REFERENCES "o" ("id")',
    'ALTER TABLE "busy" ADD COLUMN "b" timestamp with time zone DEFAULT (STATEMENT_TIMESTAMP()) NOT NULL',
    'ALTER TABLE "busy" ADD CONSTRAINT "c" CHECK ("b" > 0) NOT VALID; ALTER TABLE "busy" VALIDATE CONSTRAINT "c"',
    "CREATE TRIGGER t BEFORE TRUNCATE ON busy EXECUTE FUNCTION f()",
    "CREATE FUNCTION f() RETURNS void AS $$ DROP TABLE busy; $$; -- DROP TABLE busy",
]


@pytest.mark.parametrize(("rule", "statement"), SAMPLES)
def test_each_rule_finds_what_it_is_for(rule, statement):
    assert rule in {found for found, _table in faults(statement, {"busy"})}


@pytest.mark.parametrize("text", HARMLESS)
def test_and_nothing_else(text):
    assert list(faults(text, {"busy"})) == []
