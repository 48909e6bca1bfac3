"""One row after the other is judged: what it says as a case, and what is wrong with it and where. Pure."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.legacy.enums import Column
from cases.legacy.reading import READERS, Wrong
from cases.legacy.together import check_together
from cases.legacy.words import ASKED, LISTS, UNSAID, fixed, not_known
from cases.outreach.rules import cpr_in, phone_in
from cases.outreach.sheets.judging import Problem
from cases.outreach.sheets.words import age_of, key
from cmm.core.files.sheets import Sheet

NEEDED = (Column.NUMBER, Column.OPENED_ON)
LONGEST_WORD = 60
UNNAMED = re.compile(r"#\d+")  # what a column without words over it is called (cmm.core.files.sheet_child)


@dataclass(frozen=True)
class Lists:
    """What a file is read with: the code lists by their words, the days that count, and the numbers there are."""

    codes: Mapping[Column, Mapping[str, Any]]
    today: date
    live_from: int
    known: Mapping[str, str] = field(default_factory=dict)  # a former number, and the case it has become
    meant: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass
class Row:
    """A row as a case: what it says, by column."""

    number: int
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def legacy(self) -> str:
        return str(self.said[Column.NUMBER])


@dataclass(frozen=True)
class There:
    """A row whose case is in the register already."""

    number: int
    legacy: str
    ref: str


@dataclass(frozen=True)
class Judged:
    rows: list[Row]
    there: list[There]
    problems: list[Problem]
    live_from: int

    @property
    def wrong(self) -> int:
        """Rows that are left out."""
        return len({problem.number for problem in self.problems})

    @property
    def live(self) -> int:
        return sum(lives(row, self.live_from) for row in self.rows)


def lives(row: Row, live_from: int) -> bool:
    """Whether its decision lies in a year that the register counts itself."""
    decided = row.said.get(Column.DECIDED_ON)
    return decided is not None and decided.year >= live_from


def judge(sheet: Sheet, columns: Mapping[str, str], lists: Lists) -> Judged:
    """Every row of the file. Nothing is written."""
    held = [columns.get(name, "") for name in sheet.header]
    judged = Judged([], [], [], lists.live_from)
    first: dict[str, int] = {}
    for number, cells in sheet.rows:
        row, found = judge_row(number, dict(zip(held, cells, strict=True)), names_of(sheet, held), lists)
        if found and runs_over(sheet, held, cells):
            found = [Problem(number, "", "", _("The row has more cells than there are words over the columns."))]
        legacy = row.said.get(Column.NUMBER)
        if legacy is not None and first.setdefault(legacy, number) != number:
            column = names_of(sheet, held)[Column.NUMBER]
            found.append(Problem(number, column, legacy, _("The number stands in row %d as well.") % first[legacy]))
        if legacy in lists.known:
            judged.there.append(There(number, legacy, lists.known[legacy]))
        elif found:
            judged.problems.extend(found)
        else:
            judged.rows.append(row)
    return judged


def runs_over(sheet: Sheet, held: list[str], cells: tuple[str, ...]) -> bool:
    """Whether a cell lies beyond the headings: a text with the sign that parts cells has pushed the others along, and
    what stands in a column may then be anything, a name too.
    """
    rows = zip(sheet.header, held, cells, strict=True)
    return any(text and not column and UNNAMED.fullmatch(name) for name, column, text in rows)


def names_of(sheet: Sheet, held: list[str]) -> dict[str, str]:
    """What the file calls the column that holds something."""
    return {field: name for name, field in zip(sheet.header, held, strict=True) if field}


def judge_row(
    number: int, cells: Mapping[str, str], names: Mapping[str, str], lists: Lists
) -> tuple[Row, list[Problem]]:
    row, problems = Row(number), []

    def note(column: Column, wrong: Wrong, value: str) -> None:
        shown = value if wrong.shown and not (cpr_in(value) or phone_in(value)) else ""
        problems.append(Problem(number, names.get(column, str(column.label)), shown, wrong.text))

    for column in Column:
        text = cells.get(column.value, "").strip()
        try:
            if text:
                row.said[column] = read_cell(column, text, lists)
            elif column in NEEDED:
                raise Wrong(_("This must be there."))
        except Wrong as wrong:
            note(column, wrong, text)
    if not problems:
        for column, text in check_together(row.said):
            note(column, Wrong(text), cells.get(column.value, "").strip())
    return row, problems


def read_cell(column: Column, text: str, lists: Lists) -> Any:
    if column in ASKED:
        return meaning(column, text, lists)
    return READERS[column](text, lists.today)


def meaning(column: Column, text: str, lists: Lists) -> Any:
    """What a word says by itself, or else what the organisation says that it means."""
    meant = by_itself(column, text, lists)
    if meant is None:
        meant = lists.meant.get(column, {}).get(key(text))
    if meant is None:
        raise Wrong(not_known(column))
    return None if meant == UNSAID else meant


def by_itself(column: Column, text: str, lists: Lists) -> Any:
    if column == Column.AGE_BAND:
        return age_of(text)
    return (lists.codes[column] if column in LISTS else fixed(column)).get(key(text))


@dataclass(frozen=True)
class Stranger:
    """A word of the organisation's own, as it stands in the file."""

    column: Column
    text: str


def strangers(sheet: Sheet, columns: Mapping[str, str], lists: Lists) -> list[Stranger]:
    """The words that say nothing by themselves, the commonest first."""
    asked = [(place, Column(columns[name])) for place, name in enumerate(sheet.header) if columns.get(name) in ASKED]
    bare, seen = replace(lists, meant={}), Counter[tuple[Column, str]]()
    first: dict[tuple[Column, str], str] = {}
    for _number, cells in sheet.rows:
        for place, column in asked:
            if text := cells[place].strip():
                seen[column, key(text)] += 1
                first.setdefault((column, key(text)), text)
    return [Stranger(pair[0], first[pair]) for pair, _times in seen.most_common()
            if len(first[pair]) <= LONGEST_WORD and by_itself(pair[0], first[pair], bare) is None]  # fmt: skip
