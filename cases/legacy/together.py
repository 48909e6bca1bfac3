"""What the cells of one row say together: what the register could not hold, said plainly. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import CaseStatus, Protection
from cases.legacy.enums import Column

Wrongs = Iterator[tuple[Column, str]]


def check_together(said: Mapping[str, Any]) -> Wrongs:
    yield from check_days(said)
    yield from check_status(said)
    yield from check_result(said)
    if said.get(Column.PROTECTION) == Protection.NAMED:
        yield (
            Column.PROTECTION,
            _("Only named persons see such a case, and none is named here. Move it in as restricted."),
        )
    if Column.NAME in said and (Column.GIVEN_NAMES in said or Column.FAMILY_NAMES in said):
        yield Column.NAME, _("The name stands in two columns. Choose one of them.")


def check_days(said: Mapping[str, Any]) -> Wrongs:
    opened: date = said[Column.OPENED_ON]
    closed: date | None = said.get(Column.CLOSED_ON)
    if closed is not None and closed < opened:
        yield Column.CLOSED_ON, _("The case cannot close before it was opened.")
    if said.get(Column.DECIDED_ON, opened) < opened:
        yield Column.DECIDED_ON, _("The decision cannot be from before the case was opened.")
    elif closed is not None and opened <= closed < said.get(Column.DECIDED_ON, opened):
        yield Column.DECIDED_ON, _("The decision cannot be from after the case was closed.")


def check_status(said: Mapping[str, Any]) -> Wrongs:
    """A status that rests on what no sheet holds is refused: the case goes there by work in the register."""
    status, closed = status_of(said), Column.CLOSED_ON in said
    if status is None:
        yield Column.STATUS, _("Write the status, or when the case was closed.")
    elif status == CaseStatus.CLOSED and not closed:
        yield Column.CLOSED_ON, _("Write when the case was closed.")
    elif status != CaseStatus.CLOSED and closed:
        yield Column.STATUS, _("The case has a day of closing. Change the status, or take the day out.")
    elif status == CaseStatus.AWAITING_DECISION:
        yield (
            Column.STATUS,
            _("A decision is waited for on an assessment, which the file lacks. Move the case in as in clarification."),
        )
    elif status == CaseStatus.IN_SUPPORT:
        yield (
            Column.STATUS,
            _("Support follows a safety note, which the file lacks. Move the case in as in clarification."),
        )


def status_of(said: Mapping[str, Any]) -> str | None:
    status: str | None = said.get(Column.STATUS)
    return status or (CaseStatus.CLOSED if Column.CLOSED_ON in said else None)


def check_result(said: Mapping[str, Any]) -> Wrongs:
    if said.get(Column.OUTCOME) and not said.get(Column.DECIDED_ON):
        yield Column.DECIDED_ON, _("Write when the result was decided.")
    if said.get(Column.DECIDED_ON) and not said.get(Column.OUTCOME):
        yield Column.OUTCOME, _("Write what was decided.")
