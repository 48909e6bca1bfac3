"""What an observation must hold, and when it can still be corrected."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import Conflict, RuleError
from identification.enums import AssessmentState, Ending, FourAnswer, ObservationSource


def check_observation(
    *, answer: str, evidence: str, source: str, has_interview: bool, has_indicator: bool, observed_on: date, today: date
) -> None:
    """A yes says what it rests on; nobody observes tomorrow. Raises RuleError."""
    if answer == FourAnswer.YES and not evidence.strip():
        raise RuleError(_("Write what the answer rests on."), code="evidence_missing", field="evidence")
    if not has_indicator and answer != FourAnswer.YES:
        raise RuleError(_("Write in your own words what was observed."), code="own_words_say_yes", field="answer")
    if has_interview and source != ObservationSource.INTERVIEW:
        raise RuleError(_("Choose the interview as the source."), code="source_unlike", field="source")
    if observed_on > today:
        raise RuleError(_("The date cannot be after today."), code="in_future", field="observed_on")


def check_place(*, source: str, has_document: bool, place: str) -> None:
    """A document is named where one is the source, and a place is a place in it. Raises RuleError."""
    if has_document and source != ObservationSource.DOCUMENT:
        raise RuleError(_("Choose the document as the source."), code="source_unlike", field="source")
    if place.strip() and not has_document:
        raise RuleError(
            _("Choose the document it stands in as the source, or delete this."),
            code="place_without_document",
            field="document_place",
        )


def check_documents_open(named: Collection[int], known: Collection[int]) -> None:
    """Every document that is named as a source is one of the case that can be opened. Raises RuleError."""
    if set(named) - set(known):
        raise RuleError(
            _("The document cannot be opened any more. Choose another source."), code="no_such_document", field="source"
        )


def check_standing(*, closed_as: str, by: str) -> None:
    """A row is corrected or withdrawn once; the next correction is of what took its place. Raises Conflict."""
    if closed_as == Ending.CORRECTED:
        raise Conflict(
            _("%(name)s corrected it while you were writing. Nothing is lost: both versions stand below."),
            code="already_corrected",
            params={"name": by},
        )
    if closed_as == Ending.WITHDRAWN:
        raise Conflict(_("%(name)s has just withdrawn it."), code="already_withdrawn", params={"name": by})


def check_withdrawal_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleError(_("Write why it is withdrawn."), code="reason_missing", field="reason")


def check_not_waiting(state: str) -> None:
    """What an assessment rests on is not changed under the one who decides it. Raises RuleError."""
    if state == AssessmentState.SUBMITTED:
        raise RuleError(
            _("An assessment that waits for a decision rests on it. It can be changed when it has been returned."),
            code="sent",
        )


def check_supporting(*, answer: str, is_standing: bool, number: int) -> None:
    """Only what was observed, and still stands, supports anything. Raises RuleError."""
    if answer != FourAnswer.YES or not is_standing:
        raise RuleError(
            _("Observation %(number)s cannot support anything: it is corrected, withdrawn or not a yes."),
            code="not_supporting",
            params={"number": number},
        )
