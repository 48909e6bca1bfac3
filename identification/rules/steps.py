"""Who may take which step with an assessment, when, and what it does to the case."""

from collections.abc import Collection
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.enums import Authority, CaseStatus
from cmm.core.errors import Conflict, RuleError
from identification.enums import WRITABLE_STATES, AssessmentState, ConsentScope, Outcome

ASSESSABLE = (CaseStatus.INQUIRY, CaseStatus.IN_CLARIFICATION)
STATUS_AFTER = {
    Outcome.TRAFFICKED: CaseStatus.IN_SUPPORT,
    Outcome.NOT_TRAFFICKED: CaseStatus.CLOSED,
    Outcome.WITHDRAWN: CaseStatus.CLOSED,
    Outcome.DISAPPEARED: CaseStatus.CLOSED,
    Outcome.TRANSFERRED: CaseStatus.CLOSED,
    Outcome.INCONCLUSIVE: CaseStatus.IN_CLARIFICATION,
}


def status_after(outcome: str) -> CaseStatus:
    """Where the work stands once this was decided."""
    return STATUS_AFTER[Outcome(outcome)]


def check_assessable(case_status: str) -> None:
    if case_status not in ASSESSABLE:
        raise RuleError(
            _("An assessment can only be begun while the case is in clarification. It is: %(status)s."),
            code="not_assessable",
            params={"status": CaseStatus(case_status).label},
        )


def check_writable(state: str, *, may_decide: bool) -> None:
    """A sent assessment is changed only by those who answer it, and that makes them authors."""
    if state in WRITABLE_STATES or (state == AssessmentState.SUBMITTED and may_decide):
        return
    if state == AssessmentState.SUBMITTED:
        raise RuleError(
            _("The assessment is sent for decision. It can be changed when it has been returned."), code="sent"
        )
    raise RuleError(_("The assessment is decided and can no longer be changed."), code="decided")


def check_version(*, opened: int, now: int, author: str) -> None:
    """The form was opened at the version that still stands."""
    if opened != now:
        raise Conflict(
            _("%(name)s saved while you were writing. Choose for each field. Nothing is lost."),
            code="changed",
            params={"name": author},
        )


def check_submittable(state: str) -> None:
    if state not in WRITABLE_STATES:
        raise RuleError(_("The assessment has already been sent."), code="already_sent")


def check_waiting(state: str) -> None:
    """Only a sent assessment is answered, and only once."""
    if state == AssessmentState.DECIDED:
        raise Conflict(_("Somebody else has just decided the assessment. Nothing was saved."), code="already_decided")
    if state != AssessmentState.SUBMITTED:
        raise Conflict(_("The assessment does not wait for a decision. Nothing was saved."), code="not_waiting")


def check_case_waits(case_status: str) -> None:
    """A case that was closed meanwhile, or taken up again, has its assessment returned before anything is decided."""
    if case_status != CaseStatus.AWAITING_DECISION:
        raise Conflict(_("The assessment does not wait for a decision. Nothing was saved."), code="not_waiting")


def check_unchanged(*, read: int, now: int) -> None:
    """The text that is decided is the text that was read."""
    if read != now:
        raise Conflict(
            _("The assessment was changed while you were reading it. Read it again before you decide."), code="changed"
        )


def check_four_eyes(actor: int, authors: Collection[int], differing: Collection[int] = ()) -> None:
    """Nobody decides what they have written in, or have given a second opinion on. Raises RuleError."""
    if actor in authors:
        raise RuleError(
            _("You have written in the assessment yourself. Another person must approve."), code="four_eyes"
        )
    if actor in differing:
        raise RuleError(_("You have given a second opinion on it. Another person must decide."), code="four_eyes")


def check_competence(*, authority: str, organisation: str) -> None:
    """The case's own authority decides, known by its organisation's code."""
    if authority != organisation:
        raise RuleError(
            _("%(authority)s decides this case."),
            code="not_competent",
            params={"authority": Authority(authority).label},
        )


def check_decision_day(*, decided_on: date, inquired_on: date, previous_on: date | None, today: date) -> None:
    """Dates do not run backwards, and nothing is decided tomorrow."""
    if decided_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="decided_on")
    if decided_on < inquired_on:
        raise RuleError(
            _("The decision cannot be before the inquiry (%(day)s)."),
            code="before_inquiry",
            params={"day": written(inquired_on)},
            field="decided_on",
        )
    if previous_on and decided_on < previous_on:
        raise RuleError(
            _("The decision cannot be before the previous one (%(day)s)."),
            code="before_previous",
            params={"day": written(previous_on)},
            field="decided_on",
        )


def check_decision_reason(*, outcome: str, recommendation: str, reason: str) -> None:
    """Whoever decides otherwise than recommended says why."""
    if outcome != recommendation and not reason.strip():
        raise RuleError(_("Write why you decide otherwise than recommended."), code="reason_missing", field="reason")


def check_return_note(note: str) -> None:
    if not note.strip():
        raise RuleError(_("Write what is missing."), code="note_missing", field="reason")


def check_still_open(case_status: str) -> None:
    """A talk belongs to a case somebody works on; a closed one is taken up again first."""
    if case_status == CaseStatus.CLOSED:
        raise RuleError(_("The case is closed. It can be taken up again."), code="closed")


def check_interview(*, held_on: date, inquired_on: date, today: date, consent: str, consent_to: str) -> None:
    """A talk has been held, after somebody asked for it, and consent to named parties names them."""
    if held_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="held_at")
    if held_on < inquired_on:
        raise RuleError(
            _("The interview cannot be before the inquiry (%(day)s)."),
            code="before_inquiry",
            params={"day": written(inquired_on)},
            field="held_at",
        )
    if consent == ConsentScope.NAMED_PARTIES and not consent_to.strip():
        raise RuleError(_("Write who may be told."), code="parties_missing", field="consent_to")


def written(day: date) -> str:
    return date_format(day, "j. F Y")
