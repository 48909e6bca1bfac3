"""The definitions as the file gives them. A line that names no rule, or a rule that has changed since, is refused."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.definitions.rules import RULES, mark_of

SOURCE = Path(__file__).with_name("definitions.csv")


class BrokenDefinition(Exception):
    """The file says something the program does not do."""


@dataclass(frozen=True)
class Given:
    """One version of one definition."""

    code: str
    version: int
    population: str
    rule: str
    mark: str
    name_da: str
    name_en: str
    text_da: str
    text_en: str


def read_definitions(path: Path = SOURCE) -> list[Given]:
    """Every version of every definition, in the order of the file."""
    return list(checked(path))


def checked(path: Path) -> Iterator[Given]:
    following: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = Given(**row | {"version": int(row["version"])})  # type: ignore[arg-type]
            following[given.code] = following.get(given.code, 0) + 1
            if given.version != following[given.code]:
                raise BrokenDefinition(f"{given.code} has no version {following[given.code]}")
            if not all((given.name_da, given.name_en, given.text_da, given.text_en)):
                raise BrokenDefinition(f"{given.code} lacks words")
            yield given
    for given in newest(path):
        if given.rule not in RULES or given.mark != mark_of(given.rule):
            raise BrokenDefinition(f"{given.code} {given.version} rests on a rule that is gone or has changed")


def newest(path: Path) -> list[Given]:
    """The last version of each, which counts from now on."""
    with path.open(encoding="utf-8", newline="") as file:
        last = {row["code"]: row for row in csv.DictReader(file)}
    return [Given(**row | {"version": int(row["version"])}) for row in last.values()]  # type: ignore[arg-type]
