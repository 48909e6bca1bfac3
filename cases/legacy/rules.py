"""Rules of moving in that need no database."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from cases.legacy.enums import BatchState, Column
from cmm.core.errors import Conflict, RuleError

NEEDED = (Column.NUMBER, Column.OPENED_ON)
# From where to where a batch may go.
MOVES: Mapping[str, frozenset[str]] = {
    BatchState.READY: frozenset({BatchState.RUNNING, BatchState.DROPPED}),
    BatchState.RUNNING: frozenset({BatchState.DONE}),
    BatchState.DONE: frozenset({BatchState.SETTLED, BatchState.REVERSING}),
    BatchState.SETTLED: frozenset({BatchState.REVERSING}),
    BatchState.REVERSING: frozenset({BatchState.REVERSED}),
}


def check_step(*, now: str, then: BatchState) -> None:
    """Raises Conflict where somebody else was first, or the page is an old one."""
    if then not in MOVES.get(now, frozenset()):
        raise Conflict(
            _("That cannot be done now: “%(state)s”."), code="other_state", params={"state": BatchState(now).label}
        )


def check_columns(columns: Mapping[str, str]) -> None:
    """What every case must say stands in the file, and nothing in two columns. Raises RuleError."""
    held = [column for column in columns.values() if column]
    if missing := [str(column.label) for column in NEEDED if column.value not in held]:
        raise RuleError(
            _("Choose a column for: %(missing)s."), code="column_missing", params={"missing": ", ".join(missing)}
        )
    if len(held) != len(set(held)):
        raise RuleError(_("Two columns hold the same. Choose one of them."), code="column_twice")


def check_said(reason: str, *, field: str = "reason") -> str:
    """The reason, tidied. Raises RuleError where there is none."""
    if not reason.strip():
        raise RuleError(_("Write why."), code="reason_missing", field=field)
    return reason.strip()


def check_another(*, by: int, started_by: int | None) -> None:
    """Raises RuleError: no case goes by one person alone, moved in by mistake or not."""
    if by == started_by:
        raise RuleError(
            _("You moved the cases in yourself. Ask another coordinator to take them back: a case goes by two."),
            code="same_person",
        )
