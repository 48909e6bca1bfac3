"""Proves that an export of the register is whole. One file, and nothing but Python's own library:

    python read.py FOLDER [--digest DIGEST] [--json]

``DIGEST`` is what the export printed and the register's log keeps; without it the digest that was found is printed.
Of a closed export it proves every closed file; ``open.py`` beside it opens one, and then all of it is proven.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MANIFEST, SEALED = "manifest.json", "sealed.json"
LISTED = 1_000  # faults that are named one by one
GONE = bytes(32)
Fault = dict[str, Any]


class Number(str):
    """A number that is no whole one, as it was written."""


def parsed(line: str) -> Any:
    return json.loads(line, parse_float=Number)


def canonical(value: Any) -> str:
    """JSON as PostgreSQL writes it: keys by length and then by bytes."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: (len(pair[0].encode()), pair[0].encode()))
        return "{" + ", ".join(f"{canonical(key)}: {canonical(one)}" for key, one in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def digest_line(line: str, key: list[str], columns: list[str]) -> str:
    """What is kept of a row beside it: its key, its digest, and four signs of each cell's, to find what was changed."""
    row = parsed(line)
    cells = [hashlib.sha256(canonical(row.get(name)).encode()).hexdigest()[:4] for name in columns]
    return json.dumps([[row.get(name) for name in key], hashlib.sha256(line.encode()).hexdigest(), "".join(cells)])


def prove(folder: Path, digest: str = "") -> tuple[list[Fault], str]:
    """What is not as it was when it was exported, and the digest of the file that holds all others."""
    head = folder / (SEALED if (folder / SEALED).exists() else MANIFEST)
    try:
        raw = head.read_bytes()
        told = json.loads(raw)
        listed = dict(told["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return [{"file": head.name, "fault": "missing or unreadable"}], ""
    found = hashlib.sha256(raw).hexdigest()
    faults: list[Fault] = []
    if digest and digest != found:
        faults.append({"file": head.name, "fault": "is not the one of this digest"})
    faults += files_faults(folder, head.name, listed)
    if head.name == MANIFEST:
        try:
            faults += inside_faults(folder, told, {fault["file"] for fault in faults})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as wrong:
            faults.append({"file": "", "fault": f"cannot be read further ({type(wrong).__name__})"})
    more = [{"file": "", "fault": f"and {len(faults) - LISTED} more"}] if len(faults) > LISTED else []
    return [*faults[:LISTED], *more], found


def files_faults(folder: Path, head: str, listed: dict[str, Any]) -> Iterator[Fault]:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()} - {head}
    yield from ({"file": name, "fault": "does not belong here"} for name in sorted(there - set(listed)))
    for name, told in sorted(listed.items()):
        if name not in there:
            yield {"file": name, "fault": "missing"}
        elif (size := (folder / name).stat().st_size) < told["bytes"]:
            yield {"file": name, "fault": f"cut off: {size} of {told['bytes']} bytes"}
        elif digest_of(folder / name) != told["sha256"]:
            yield {"file": name, "fault": "changed"}


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inside_faults(folder: Path, told: dict[str, Any], broken: set[str]) -> Iterator[Fault]:
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    for name, table in schema.items():
        yield from table_faults(folder, name, table, told["rows"][name], f"tables/{name}.jsonl" in broken)
    yield from keys_faults(folder, schema)
    yield from named_files_faults(folder, schema)
    yield from log_faults(folder)
    yield from history_faults(folder)


def lines(folder: Path, path: str) -> Iterator[str]:
    if (folder / path).exists():
        with (folder / path).open(encoding="utf-8", errors="replace", newline="\n") as file:
            yield from (line.rstrip("\n") for line in file)


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    for line in lines(folder, f"tables/{name}.jsonl"):
        try:
            row = parsed(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def table_faults(folder: Path, name: str, table: dict[str, Any], count: int, broken: bool) -> Iterator[Fault]:
    """The number of rows; and where the file is not what it was, which row, and in which column."""
    path, columns = f"tables/{name}.jsonl", [column["name"] for column in table["columns"]]
    number = sum(1 for _line in lines(folder, path))
    if not table["kept_back"] and number != count:
        yield {"file": path, "fault": f"{number} rows of {count}"}
    if not broken:
        return
    kept = {
        json.dumps(key): (digest, cells)
        for key, digest, cells in map(json.loads, lines(folder, f"digests/{name}.jsonl"))
    }
    seen: Counter[str] = Counter()
    for place, line in enumerate(lines(folder, path), start=1):
        try:
            key, digest, cells = json.loads(digest_line(line, table["key"], columns))
        except (ValueError, AttributeError):
            yield {"file": path, "line": place, "fault": "cannot be read"}
            continue
        known = json.dumps(key)
        seen[known] += 1
        if known not in kept:
            yield {"file": path, "line": place, "key": key, "fault": "this row was not exported"}
        elif seen[known] > 1:
            yield {"file": path, "line": place, "key": key, "fault": "this row stands here twice"}
        elif kept[known][0] != digest:
            yield {
                "file": path,
                "line": place,
                "key": key,
                "fault": "changed",
                "columns": differing(columns, kept[known][1], cells),
            }
    yield from (
        {"file": path, "key": json.loads(key), "fault": "this row is missing"} for key in kept if key not in seen
    )


def differing(columns: list[str], before: str, now: str) -> list[str]:
    return [
        name
        for place, name in enumerate(columns)
        if before[4 * place : 4 * place + 4] != now[4 * place : 4 * place + 4]
    ]


def keys_faults(folder: Path, schema: dict[str, Any]) -> Iterator[Fault]:
    """Whatever a row refers to is there."""
    asked = {(lead["table"], tuple(lead["refers_to"])) for table in schema.values() for lead in table["foreign_keys"]}
    held: dict[Any, set[Any]] = {}
    for name, columns in sorted(asked):
        held[name, columns] = {tuple(map(str, map(row.get, columns))) for row in rows(folder, name)}
    for name, table in schema.items():
        leads = [one for one in table["foreign_keys"] if not schema[one["table"]]["kept_back"]]
        for row in rows(folder, name) if leads else ():
            for lead in leads:
                values = [row.get(column) for column in lead["columns"]]
                wanted = tuple(map(str, values))
                if None not in values and wanted not in held[lead["table"], tuple(lead["refers_to"])]:
                    yield {"file": f"tables/{name}.jsonl", "key": [row.get(one) for one in table["key"]],
                           "fault": f"{lead['name']}: refers to a row of {lead['table']} that is missing"}  # fmt: skip


def named_files_faults(folder: Path, schema: dict[str, Any]) -> Iterator[Fault]:
    """Every file a row speaks of is there, and no other."""
    named = {row[table["files"]] for name, table in schema.items() if table["files"] for row in rows(folder, name)}
    there = {path.name for path in (folder / "files").glob("*")}
    yield from (
        {"file": f"files/{name}", "fault": "a row names it, and it is missing"}
        for name in sorted(named - {None} - there)
    )
    yield from ({"file": f"files/{name}", "fault": "no row names it"} for name in sorted(there - named))


def log_faults(folder: Path) -> Iterator[Fault]:
    """Each block holds the one before, its rows say what they said, its anchor stands, and no row stands beside."""
    layouts = json.loads((folder / "log.json").read_text("utf-8"))
    held = {stream: digests_of(folder, stream, ways) for stream, ways in layouts.items()}
    anchors = {one["number"]: one["hash"] for one in map(json.loads, lines(folder, "anchors/blocks.jsonl"))}
    sealed: Counter[tuple[str, int]] = Counter()
    before, number, file = "0" * 64, 0, "tables/audit_block.jsonl"
    for block in rows(folder, "audit_block"):
        where = {"file": file, "key": [block["number"]]}
        if block["number"] != number + 1 or block["previous"] != before:
            yield where | {"fault": "the chain is torn before this block"}
        if block_hash(block) != block["hash"]:
            yield where | {"fault": "the block does not say what it was sealed with"}
        if anchors.get(block["number"], block["hash"]) != block["hash"]:
            yield where | {"fault": "its anchor says something else"}
        before, number = block["hash"], block["number"]
        sealed.update((block["stream"], key) for key in block["ids"])
        yield from sealed_faults(block, layouts.get(block["stream"], []), held.get(block["stream"], {}))
    if anchors and max(anchors) > number:
        yield {"file": file, "fault": f"the chain ends at {number}, and its anchors at {max(anchors)}"}
    sealed.update((row["stream"], row["row_id"]) for row in rows(folder, "audit_unsealed"))
    for stream, known in held.items():
        yield from stray_faults(f"tables/{layouts[stream][-1][0]}.jsonl", [(key, sealed[stream, key]) for key in known])


def stray_faults(file: str, times: list[tuple[int, int]]) -> Iterator[Fault]:
    for key, many in times:
        if many != 1:
            yield {"file": file, "key": [key], "fault": "sealed twice" if many else "no block holds this row"}


def block_hash(block: dict[str, Any]) -> str:
    moment = datetime.fromisoformat(block["sealed_at"]).astimezone(UTC).isoformat()
    head = [block["previous"], block["number"], block["stream"], block["layout"], moment, block["ids"]]
    plain = json.dumps(head, separators=(",", ":")).encode() + bytes.fromhex(block["digests"][2:])
    return hashlib.sha256(plain).hexdigest()


def sealed_faults(block: dict[str, Any], ways: list[Any], held: dict[int, list[bytes]]) -> Iterator[Fault]:
    if not 1 <= block["layout"] <= len(ways):
        return
    file, number = f"tables/{ways[block['layout'] - 1][0]}.jsonl", block["number"]
    sealed = bytes.fromhex(block["digests"][2:])
    for place, key in enumerate(block["ids"]):
        digest, row = sealed[32 * place : 32 * place + 32], held.get(key)
        if row is None and digest != GONE:
            yield {"file": file, "key": [key], "fault": f"block {number} holds it, and it is missing"}
        elif row is not None and row[block["layout"] - 1] != digest:
            yield {"file": file, "key": [key], "fault": f"does not say what block {number} sealed"}


def digests_of(folder: Path, stream: str, ways: list[Any]) -> dict[int, list[bytes]]:
    """For each row of a stream what a block would hold of it, in every layout there has been."""
    found = {}
    for row in rows(folder, ways[-1][0]):
        said = {name: Number(seconds(value)) if name == "at" else value for name, value in row.items()}
        found[row["id"]] = [
            hashlib.sha256(f"{stream} {number} {canonical([said[name] for name in columns])}".encode()).digest()
            for number, (_table, columns) in enumerate(ways, start=1)
        ]
    return found


def seconds(moment: str) -> str:
    """Since 1970, with six decimals, as PostgreSQL's ``extract(epoch FROM …)``."""
    since = datetime.fromisoformat(moment) - datetime(1970, 1, 1, tzinfo=UTC)
    return f"{since.days * 86_400 + since.seconds}.{since.microseconds:06d}"


def history_faults(folder: Path) -> Iterator[Fault]:
    """Old and new values are those a change was noted with, or were destroyed by whoever may."""
    noted = {row["id"]: row["digest"] for row in rows(folder, "audit_change")}
    gone = {row["row_id"] for row in rows(folder, "audit_destruction") if row["part"] == "history"}
    for row in rows(folder, "audit_history"):
        old, new = (canonical(row[name]) if row[name] is not None else "" for name in ("old", "new"))
        salt = bytes.fromhex(row["salt"][2:])
        if hashlib.sha256(salt + f"{old}\n{new}".encode()).hexdigest() != noted.pop(row["change_id"], ""):
            yield {
                "file": "tables/audit_history.jsonl",
                "key": [row["change_id"]],
                "fault": "is not what the change was noted with",
            }
    yield from (
        {"file": "tables/audit_history.jsonl", "key": [key], "fault": "this row is missing"}
        for key in noted
        if str(key) not in gone
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Prove that an export of the register is whole.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--digest", default="", help="what the export printed, and the register's log keeps")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    faults, digest = prove(asked.folder, asked.digest)
    if asked.json:
        said = [json.dumps({"whole": not faults, "digest": digest, "faults": faults}, ensure_ascii=False)]
    else:
        closed = " (closed: open.py opens it, to prove what is inside)" if (asked.folder / SEALED).exists() else ""
        said = ["  ".join(f"{name}: {value}" for name, value in fault.items()) for fault in faults]
        said += [f"{'NOT WHOLE' if faults else 'Whole'}{closed}", digest]
    sys.stdout.write("\n".join([*said, ""]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
