"""What a migration must not do to a table people work in: our own few rules, after squawk's.

Each is a name, what it looks for in one statement, and the table the statement is about. A table the later migrations
make themselves is nobody's yet.
"""

import re
from collections.abc import Iterable, Iterator

TABLE = r'(?:ONLY )?"?(?P<table>\w+)"?'
VOLATILE = r"(?:gen_random_uuid|uuid_generate_v4|clock_timestamp|random|nextval|timeofday)\s*\("
RULES = {
    # It waits for every writer, and every writer after it waits.
    "index": rf"CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?\S+ ON {TABLE}",
    "index dropped": r"DROP INDEX (?!CONCURRENTLY)",
    # The whole table is written anew while nobody may read it.
    "rewrite": rf"ALTER TABLE {TABLE} .*ALTER COLUMN \S+ (?:SET DATA )?TYPE",
    "volatile default": rf"ALTER TABLE {TABLE} .*ADD COLUMN .*DEFAULT \(?{VOLATILE}",
    "generated": rf"ALTER TABLE {TABLE} .*ADD COLUMN .*GENERATED ALWAYS AS .*STORED",
    # The whole table is read while nobody may write. A new column is empty: its reference has nothing to read.
    "checked at once": rf"ALTER TABLE {TABLE} .*ADD CONSTRAINT (?!.*NOT VALID).*(?:CHECK|FOREIGN KEY|REFERENCES)",
    "not null": rf"ALTER TABLE {TABLE} .*ALTER COLUMN \S+ SET NOT NULL",
    "unique": rf"ALTER TABLE {TABLE} .*ADD CONSTRAINT (?!.*USING INDEX).*(?:UNIQUE|PRIMARY KEY|EXCLUDE)",
    # The code that still runs asks for what is no longer there, or does not give what is asked for.
    "gone": rf"(?:ALTER TABLE {TABLE} .*DROP COLUMN|DROP TABLE (?:IF EXISTS )?\"?(?P<dropped>\w+))",
    "renamed": rf"ALTER TABLE {TABLE} .*RENAME (?:COLUMN|TO|\S+ TO)",
    "asks for more": rf"ALTER TABLE {TABLE} .*ADD COLUMN (?!.*DEFAULT).*NOT NULL",
    "asks for more later": rf"ALTER TABLE {TABLE} .*ALTER COLUMN \S+ DROP DEFAULT",
    # Nobody reads at all.
    "locked": rf"^(?:LOCK TABLE {TABLE}|TRUNCATE|VACUUM FULL|CLUSTER |REINDEX (?!.*CONCURRENTLY))",
}
MADE = re.compile(rf"CREATE TABLE (?:IF NOT EXISTS )?{TABLE}", re.I)
COMMENT = re.compile(r"--.*$", re.M)


def faults(text: str, people_work_in: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each rule that one of the statements breaks, with the table; dollar-quoted bodies are functions, which wait."""
    tables = set(people_work_in)
    bodiless = re.sub(r"(\$\w*\$).*?\1", "''", COMMENT.sub("", text), flags=re.S)
    for statement in bodiless.split(";"):
        line = " ".join(statement.split())
        if made := MADE.search(line):
            tables.discard(made["table"])
        for rule, pattern in RULES.items():
            found = re.search(pattern, line, re.I)
            named = next((one for one in found.groupdict().values() if one), "") if found else ""
            if found and (not named or named in tables):
                yield rule, named
