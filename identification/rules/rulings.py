"""Appeals and findings of courts: what may be recorded, what answers it, and where it leaves the case."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus
from cases.rules import MOVES
from cmm.core.errors import Conflict, RuleError
from identification.enums import OVERTURNING, RULINGS, AppealOutcome
from identification.rules.steps import written


def check_lodging(*, in_force: bool, under_way: bool, decided_on: date, lodged_on: date, today: date) -> None:
    """An appeal is against the decision in force, one at a time, and after it. Raises RuleError, Conflict."""
    if not in_force:
        raise Conflict(_("The decision is no longer in force. Nothing was saved."), code="not_in_force")
    if under_way:
        raise Conflict(_("An appeal against this decision is already under way."), code="under_way")
    if lodged_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="lodged_on")
    if lodged_on < decided_on:
        raise RuleError(
            _("The appeal cannot be before the decision (%(day)s)."),
            code="before_decision",
            params={"day": written(decided_on)},
            field="lodged_on",
        )


def check_ending(*, ended: bool, lodged_on: date, on: date, today: date) -> None:
    """An appeal ends once, between its day and today. Raises RuleError at ``outcome_on``, Conflict."""
    if ended:
        raise Conflict(_("Somebody else has just recorded the outcome. Nothing was saved."), code="ended")
    if on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="outcome_on")
    if on < lodged_on:
        raise RuleError(
            _("The outcome cannot be before the appeal (%(day)s)."),
            code="before_appeal",
            params={"day": written(lodged_on)},
            field="outcome_on",
        )


def check_overturning(*, outcome: str, changed_to: str, now: str, in_force: bool, is_recorder: bool) -> None:
    """Two colleagues overturn a decision, and a change is into something else. Raises RuleError."""
    if outcome in OVERTURNING and is_recorder:
        raise RuleError(
            _("You recorded the appeal yourself. Another colleague writes this outcome."),
            code="four_eyes",
            field="outcome",
        )
    if outcome != AppealOutcome.CHANGED:
        return
    if changed_to not in RULINGS:
        raise RuleError(_("Write what it is changed to."), code="no_change", field="changed_to")
    if changed_to == now:
        raise RuleError(_("It is decided so already."), code="same", field="changed_to")
    if not in_force:
        raise RuleError(
            _("A later decision has replaced this one, so it can no longer be changed."),
            code="not_in_force",
            field="outcome",
        )


def check_judgment(*, judged_on: date, previous_on: date | None, today: date) -> None:
    """A finding is a decision among the others: dates do not run backwards. Raises RuleError at ``judged_on``."""
    if judged_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="judged_on")
    if previous_on and judged_on < previous_on:
        raise RuleError(
            _("The judgment cannot be before the latest decision (%(day)s)."),
            code="before_previous",
            params={"day": written(previous_on)},
            field="judged_on",
        )


def check_answer(*, answered: bool, confirms: bool, is_recorder: bool, refusal: str) -> None:
    """A finding is answered once; it is confirmed by another, and what is refused is said to be wrong."""
    if answered:
        raise Conflict(_("Somebody else has just answered. Nothing was saved."), code="answered")
    if confirms and is_recorder:
        raise RuleError(_("You recorded the finding yourself. Another colleague confirms it."), code="four_eyes")
    if not confirms and not refusal.strip():
        raise RuleError(_("Write what is wrong."), code="no_reason", field="refusal")


def road(now: str, then: CaseStatus) -> list[CaseStatus]:
    """The moves of the table that bring a case to where a ruling leaves it; a closed one is taken up again first."""
    if now == then:
        return []
    if then in MOVES[now]:
        return [then]
    forth, back = CaseStatus.AWAITING_DECISION, CaseStatus.IN_CLARIFICATION
    step = back if back in MOVES[now] else forth
    return [step, *road(step, then)]
