"""One cell by itself: days, numbers and names as former case sheets write them. Pure."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.legacy.assumptions import FIRST_DAY, LONGEST_NAME, NUMBER
from cases.legacy.enums import Column
from cases.outreach.sheets.words import moment_of
from cases.rules import check_cpr
from cmm.core.errors import RuleError


class Wrong(Exception):
    """What is wrong in one cell. ``shown``: its text may be repeated, for it says nothing of who somebody is."""

    def __init__(self, text: str, *, shown: bool = True) -> None:
        super().__init__(text)
        self.text, self.shown = text, shown


def read_number(text: str, _today: date) -> str:
    if NUMBER.fullmatch(text) is None:
        raise Wrong(_("A case number is 40 characters at most: letters, digits, blanks and . - / _"), shown=False)
    return " ".join(text.split())


def read_day(text: str, today: date) -> date:
    found = moment_of(text)
    if found is None:
        raise Wrong(_("Write the day as 23.11.2016."), shown=len(text) <= LONGEST_NAME)
    if not FIRST_DAY <= found[0] <= today:
        raise Wrong(_("The day must lie between 2007 and today."))
    return found[0]


def read_name(text: str, _today: date) -> str:
    if len(text) > LONGEST_NAME:
        raise Wrong(_("A name is 120 characters at most."), shown=False)
    return text


def read_cpr(text: str, _today: date) -> str:
    try:
        check_cpr(text)
    except RuleError as refused:
        raise Wrong(str(refused.messages[0]), shown=False) from None
    return text


def read_text(text: str, _today: date) -> str:
    return text


READERS: dict[Column, Callable[[str, date], Any]] = {
    Column.NUMBER: read_number,
    Column.OPENED_ON: read_day,
    Column.CLOSED_ON: read_day,
    Column.DECIDED_ON: read_day,
    Column.NAME: read_name,
    Column.GIVEN_NAMES: read_name,
    Column.FAMILY_NAMES: read_name,
    Column.ALIASES: read_name,
    Column.CPR: read_cpr,
    Column.PERSON_ID: read_name,
    Column.PHONE: read_name,
    Column.JOURNAL: read_text,
}
