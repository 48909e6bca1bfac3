"""One row after the other is judged: what it says as a contact, and what is wrong with it and where."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from cases.outreach.enums import Column
from cases.outreach.rules import cpr_in, name_in, phone_in
from cases.outreach.sheets.words import age_of, key, met, moment_of, sexes
from cmm.core.files.sheets import Sheet

FIRST_DAY = date(2007, 1, 1)
LONGEST_NOTE, LONGEST_CODE, LONGEST_PLACE = 400, 12, 60
UNSAID = "unsaid"
NEEDED = (Column.MET_AT, Column.VENUE, Column.CONTACT_TYPE)


@dataclass(frozen=True)
class Lists:
    """What words of the file are matched with: the organisation's own places, and the code lists by their words."""

    places: Mapping[str, Any]
    codes: Mapping[Column, Mapping[str, Any]]
    today: date
    takes_new_places: bool = False
    # What the organisation says that its own words mean: an answer, or that there is none.
    meant: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell. The value is not repeated where it may say who somebody is."""

    number: int
    column: str
    value: str
    text: str


@dataclass
class Row:
    """A row as a contact: ``place`` is a place there is, or the name of a new one."""

    number: int
    said: dict[str, Any] = field(default_factory=dict)
    day: date = FIRST_DAY
    at: time | None = None
    place: Any = None


@dataclass(frozen=True)
class Judged:
    rows: list[Row]
    problems: list[Problem]
    new_places: list[str]

    @property
    def wrong(self) -> int:
        """Rows that are left out."""
        return len({problem.number for problem in self.problems})


# The columns that are answered with one of so many words, and what is said of any other.
UNKNOWN = {
    Column.CONTACT_TYPE: lambda: _("This word is not on the list."),
    Column.SEX: lambda: _("We do not know this answer."),
    Column.MET_BEFORE: lambda: _("We do not know this answer."),
    Column.AGE_BAND: lambda: _("We do not know this age. Write years, or a band such as 25–34."),
    Column.LANGUAGE: lambda: _("This word is not on the list."),
    Column.GIVEN: lambda: _("This word is not on the list."),
    Column.NEEDS: lambda: _("This word is not on the list."),
}


class Wrong(Exception):
    def __init__(self, text: str, *, shown: bool = True) -> None:
        super().__init__(text)
        self.text, self.shown = text, shown


def judge(sheet: Sheet, columns: Mapping[str, str], lists: Lists) -> Judged:
    """Every row of the file. Nothing is written."""
    held = [columns.get(name, "") for name in sheet.header]
    rows: list[Row] = []
    problems: list[Problem] = []
    new_places: dict[str, str] = {}
    for number, cells in sheet.rows:
        row, found = judge_row(number, dict(zip(held, cells, strict=True)), sheet.header, held, lists)
        problems += found
        if not found:
            rows.append(row)
            if isinstance(row.place, str):
                row.place = new_places.setdefault(key(row.place), row.place)
    return Judged(rows, problems, list(new_places.values()))


def judge_row(
    number: int, cells: Mapping[str, str], header: Collection[str], held: list[str], lists: Lists
) -> tuple[Row, list[Problem]]:
    row, problems = Row(number), []
    names = {field: name for name, field in zip(header, held, strict=True) if field}
    for column in Column:
        text = cells.get(column.value, "").strip()
        if not text and column not in NEEDED:
            continue
        try:
            READ[column](row, text, lists)
        except Wrong as wrong:
            problems.append(
                Problem(number, names.get(column.value, str(column.label)), text if wrong.shown else "", wrong.text)
            )
    return row, problems


def read_day(row: Row, text: str, lists: Lists) -> None:
    found = moment_of(text)
    if found is None:
        raise Wrong(_("Write the date as 23-11-2026.") if text else _("The date is missing."))
    row.day, row.at = found
    if not FIRST_DAY <= row.day <= lists.today:
        raise Wrong(_("The day must lie between 2007 and today."))


def read_place(row: Row, text: str, lists: Lists) -> None:
    if not text:
        raise Wrong(_("The place is missing."))
    if cpr_in(text) or phone_in(text):
        raise Wrong(_("A number must not stand here."), shown=False)
    row.place = lists.places.get(key(text), text)
    if isinstance(row.place, str) and not lists.takes_new_places:
        raise Wrong(_("You have no place with this name. Choose below to add new places."))
    if isinstance(row.place, str) and len(text) > LONGEST_PLACE:
        raise Wrong(_("The name of a place is 60 characters at most."))


def read_type(row: Row, text: str, lists: Lists) -> None:
    if not text:
        raise Wrong(_("The kind of contact is missing."))
    say(row, Column.CONTACT_TYPE, text, lists)


def read_sex(row: Row, text: str, lists: Lists) -> None:
    say(row, Column.SEX, text, lists)


def read_met(row: Row, text: str, lists: Lists) -> None:
    say(row, Column.MET_BEFORE, text, lists)


def read_age(row: Row, text: str, lists: Lists) -> None:
    say(row, Column.AGE_BAND, text, lists)


def read_language(row: Row, text: str, lists: Lists) -> None:
    say(row, Column.LANGUAGE, text, lists)


def read_given(row: Row, text: str, lists: Lists) -> None:
    row.said["given"] = several(Column.GIVEN, text, lists)


def read_needs(row: Row, text: str, lists: Lists) -> None:
    row.said["needs"] = several(Column.NEEDS, text, lists)


def read_code(row: Row, text: str, _lists: Lists) -> None:
    guard(text, ())
    if len(text) > LONGEST_CODE:
        raise Wrong(_("A code is 12 characters at most."), shown=False)
    row.said["own_code"] = text.upper()


def read_note(row: Row, text: str, lists: Lists) -> None:
    guard(text, [str(place) for place in lists.places.values()])
    if len(text) > LONGEST_NOTE:
        raise Wrong(_("A note is 400 characters at most."), shown=False)
    row.said["note"] = text


def guard(text: str, places: Collection[str]) -> None:
    """Nothing that may say who somebody is gets in; nobody is there to ask about each row."""
    if cpr_in(text):
        raise Wrong(_("Looks like a CPR number. It must not stand here."), shown=False)
    if phone_in(text):
        raise Wrong(_("Looks like a telephone number. It must not stand here."), shown=False)
    if name_in(text, known=places):
        raise Wrong(_("Looks like a name. Take it out of the file."), shown=False)


def say(row: Row, column: Column, text: str, lists: Lists) -> None:
    meant = meaning(column, text, lists)
    if meant != UNSAID:
        row.said[column.value] = meant


def meaning(column: Column, text: str, lists: Lists) -> Any:
    """What a word says by itself, or else what the organisation says that it means."""
    meant = by_itself(column, text, lists)
    if meant is None:
        meant = lists.meant.get(column, {}).get(key(text))
    if meant is None:
        raise Wrong(UNKNOWN[column]())
    return meant


def by_itself(column: Column, text: str, lists: Lists) -> Any:
    if column == Column.AGE_BAND:
        return age_of(text)
    words = {Column.SEX: sexes, Column.MET_BEFORE: met}.get(column)
    return (words() if words else lists.codes[column]).get(key(text))


def several(column: Column, text: str, lists: Lists) -> tuple[Any, ...]:
    found = [meaning(column, one, lists) for one in parts(column, text, lists)]
    return tuple(dict.fromkeys(one for one in found if one != UNSAID))


def parts(column: Column, text: str, lists: Lists) -> list[str]:
    """Parted by semicolons, or by commas where the word itself has none."""
    if column not in (Column.GIVEN, Column.NEEDS):
        return [text]
    found: list[str] = []
    for part in filter(str.strip, text.split(";")):
        known = key(part) in lists.codes[column] or key(part) in lists.meant.get(column, {})
        found += [part] if known else filter(str.strip, part.split(","))
    return found


@dataclass(frozen=True)
class Stranger:
    """A word of the organisation's own, as it stands in the file."""

    column: Column
    text: str


def strangers(sheet: Sheet, columns: Mapping[str, str], lists: Lists) -> list[Stranger]:
    """The words that say nothing by themselves, the commonest first. None that may say who somebody is."""
    asked = [(place, Column(columns[name])) for place, name in enumerate(sheet.header) if columns.get(name) in UNKNOWN]
    bare = replace(lists, meant={})
    seen: Counter[tuple[Column, str]] = Counter()
    first: dict[tuple[Column, str], str] = {}
    for _number, cells in sheet.rows:
        for place, column in asked:
            for one in parts(column, cells[place].strip(), bare) if cells[place].strip() else ():
                seen[column, key(one)] += 1
                first.setdefault((column, key(one)), one.strip())
    unknown = [Stranger(column, first[column, word]) for (column, word), _times in seen.most_common()
               if by_itself(column, first[column, word], bare) is None]  # fmt: skip
    return [one for one in unknown if len(one.text) <= LONGEST_PLACE and not (cpr_in(one.text) or phone_in(one.text))]


READ = {
    Column.MET_AT: read_day,
    Column.VENUE: read_place,
    Column.CONTACT_TYPE: read_type,
    Column.SEX: read_sex,
    Column.MET_BEFORE: read_met,
    Column.AGE_BAND: read_age,
    Column.LANGUAGE: read_language,
    Column.GIVEN: read_given,
    Column.NEEDS: read_needs,
    Column.OWN_CODE: read_code,
    Column.NOTE: read_note,
}
