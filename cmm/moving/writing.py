"""The whole register as it stood at one moment: every table as lines of JSON, the files, the log and its anchors."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone
from psycopg import sql

from cmm.audit import anchors
from cmm.audit.streams import LAYOUTS
from cmm.audit.verifying import snapshot, streamed
from cmm.crypto import vault
from cmm.crypto.cipher import Opener, place
from cmm.moving import read
from cmm.moving.catalogue import Table, tables
from cmm.moving.packing import ENDING, Package

FORMAT = "cmm-register-export/1"
PROGRAMS = ("read.py", "open.py")  # what a recipient needs lies with what they received
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Exported:
    """What went out. ``digest`` is that of the one file which holds all the others': the log keeps it."""

    tables: int
    rows: int
    files: int
    digest: str


def export(package: Package, *, using: str, wrapped: dict[str, Any] | None, tell: Tell) -> Exported:
    """Raises Unreadable where a value or a file does not open: half an export is none."""
    package.begin()
    length = anchors.size()  # every block up to here is in what is read afterwards
    with snapshot(using):
        made = timezone.now()
        described = tables(using)
        counts = {table.name: write_table(package, table, using, tell) for table in described}
        files = write_files(package, using)
    write_anchors(package, length)
    package.write_json("schema.json", {table.name: table.told() for table in described})
    layouts = {stream: [[one.table, one.columns] for one in ways] for stream, ways in LAYOUTS.items()}
    package.write_json("log.json", layouts)
    for program in PROGRAMS:
        with package.writing(program, readable=True) as writer:
            writer.write(Path(read.__file__).with_name(program).read_bytes())
    head = {"format": FORMAT, "made_at": made.isoformat(), "rows": counts, "files_of_cases": files}
    digest = package.write_json("manifest.json", {**head, "files": dict(package.inside)})
    if wrapped is not None:
        closed = {"format": f"{FORMAT}{ENDING}", "key": wrapped, "files": dict(package.outside)}
        digest = package.write_json("sealed.json", closed, readable=True)
    return Exported(len(described), sum(counts.values()), files, digest)


def write_table(package: Package, table: Table, using: str, tell: Tell) -> int:
    names = [column["name"] for column in table.columns]
    number = 0
    with package.writing(f"tables/{table.name}.jsonl") as rows, package.writing(f"digests/{table.name}.jsonl") as sums:
        for line in lines_of(table, using):
            number += 1
            if not table.kept_back:
                rows.write(f"{line}\n".encode())
                sums.write(f"{read.digest_line(line, table.key, names)}\n".encode())
    tell(f"{table.name}: {number}")
    return number


def lines_of(table: Table, using: str) -> Iterator[str]:
    """Each row as PostgreSQL writes it down in JSON; what it cannot read is opened and stands beside."""
    closed = sorted(table.closed)
    statement = sql.SQL("SELECT (to_jsonb(t) - {out}::text[])::text{more} FROM {table} t ORDER BY {key}").format(
        out=sql.Literal([*closed, *table.left_out]),
        more=sql.SQL("").join(
            sql.SQL(", {}::text, {}").format(sql.Identifier(table.closed[name].bound_to), sql.Identifier(name))
            for name in closed
        ),
        table=sql.Identifier(table.name),
        key=sql.SQL(", ").join(map(sql.Identifier, table.key)),
    )
    openers = {name: Opener(table.closed[name].field.purpose) for name in closed}
    for text, *beside in streamed(using, statement):
        opened = dict.fromkeys(table.left_out)
        for name, bound_to, content in zip(closed, beside[::2], beside[1::2], strict=True):
            lies = place(table.name, table.closed[name].field.attname, bound_to)
            opened[name] = content and json.loads(openers[name].open(bytes(content), lies))
        yield with_members(text, opened)


def with_members(text: str, more: dict[str, Any]) -> str:
    """A JSON object, further members at its end, everything before as it was."""
    if not more:
        return text
    told = json.dumps(more, ensure_ascii=False)[1:]
    return f"{text[:-1]}, {told}" if text != "{}" else "{" + told


def write_files(package: Package, using: str) -> int:
    """Every file a row speaks of, opened."""
    rooms = [model for model in apps.get_models() if getattr(model, "kept_in_vault", False)]
    named = [model._default_manager.using(using).exclude(uuid=None).order_by("uuid") for model in rooms]
    names = [name for files in named for name in files.values_list("uuid", flat=True)]
    for name in names:
        with package.writing(f"files/{name}") as writer:
            writer.write(vault.take(name))
    return len(names)


def write_anchors(package: Package, length: int) -> None:
    """The lines outside the database, as long as they were before the register was read."""
    with package.writing("anchors/blocks.jsonl") as writer:
        if length:
            with anchors.path().open("rb") as file:
                whole = file.read(length)
            writer.write(whole[: whole.rfind(b"\n") + 1])
