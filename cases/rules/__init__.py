"""Rules of the case that need no database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from stdnum.dk import cpr

from cases.enums import AccessRight, Authority, CaseStatus, GlassVerdict, Protection
from cmm.audit.enums import Purpose
from cmm.core.errors import Conflict, RuleError
from cmm.core.working_days import working_days_after

# Why one may open a case that is not one's own (interface.md section 5), and for how long that need not be said again:
# a working day, so that nobody is asked twice about one errand, and that of yesterday does not speak for today.
PURPOSES = (
    Purpose.STAND_IN, Purpose.CONTACTED, Purpose.DECISION, Purpose.SUPERVISION, Purpose.ACCESS_REQUEST, Purpose.OTHER,
)  # fmt: skip
PURPOSE_LASTS = timedelta(hours=12)

# Emergency access, as design.md 11 and security.md 10.9 decide: four hours, a reason of twenty signs or more, judged by
# another within two working days; more than three in a month by one person is a sign that something is wrong.
GLASS_LASTS = timedelta(hours=4)
LEAST_REASON = 20
REVIEW_WORKING_DAYS = 2
LONGEST_ACCESS = timedelta(days=183)  # to one case, before somebody must think again
MONTH, MOST_IN_A_MONTH = timedelta(days=30), 3

# From where to where a case may go. A decision that is annulled, and a case taken up again, go back to clarification.
MOVES: Mapping[str, frozenset[str]] = {
    CaseStatus.INQUIRY: frozenset({CaseStatus.IN_CLARIFICATION, CaseStatus.CLOSED}),
    CaseStatus.IN_CLARIFICATION: frozenset({CaseStatus.AWAITING_DECISION, CaseStatus.CLOSED}),
    CaseStatus.AWAITING_DECISION: frozenset({CaseStatus.IN_CLARIFICATION, CaseStatus.IN_SUPPORT, CaseStatus.CLOSED}),
    CaseStatus.IN_SUPPORT: frozenset({CaseStatus.IN_CLARIFICATION, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.IN_CLARIFICATION}),
}


def check_move(*, now: str, then: str) -> None:
    """Raises RuleError where the table of moves has no such step."""
    if then not in MOVES[now]:
        raise RuleError(
            _("A case cannot go from “%(now)s” to “%(then)s”."),
            code="no_such_move",
            params={"now": CaseStatus(now).label, "then": CaseStatus(then).label},
        )


def check_day(*, on: date, opened_on: date) -> None:
    """Nothing happens to a case before it was opened. Raises RuleError at ``on``."""
    if on < opened_on:
        raise RuleError(
            _("The day cannot be before the case was opened (%(opened)s)."),
            code="before_opening",
            params={"opened": date_format(opened_on, "j. F Y")},
            field="on",
        )


@dataclass(frozen=True)
class Proposal:
    """Who decides by the residence basis, and why (domain.md 1.1)."""

    authority: Authority
    why: str


DECIDED_BY_US = frozenset({"asylum_seeker", "no_legal_stay"})


def propose_authority(residence_basis: str) -> Proposal:
    """The competent authority that follows from a residence basis; codes that are new count as legal stay."""
    if residence_basis == "asylum_seeker":
        return Proposal(Authority.US, _("The Danish Immigration Service decides for asylum seekers."))
    if residence_basis in DECIDED_BY_US:
        return Proposal(Authority.US, _("The Danish Immigration Service decides for persons without legal stay."))
    if residence_basis == "danish_citizen":
        return Proposal(Authority.CMM, _("CMM decides for Danish citizens."))
    if residence_basis == "eu_eea":
        return Proposal(Authority.CMM, _("CMM decides for EU and EEA citizens."))
    if residence_basis == "unknown":
        return Proposal(Authority.CMM, _("CMM has the case until the residence basis is known."))
    return Proposal(Authority.CMM, _("CMM decides for persons with legal stay."))


def check_authority(*, chosen: str, proposed: str, reason: str) -> None:
    """The proposal is overruled only with a reason. Raises RuleError at ``authority_reason``."""
    if chosen != proposed and not reason.strip():
        raise RuleError(_("Write why another authority decides."), code="reason_missing", field="authority_reason")


def check_authority_settled(*, status: str, before: str, after: str) -> None:
    """Nobody takes a case from an authority that is deciding it. Raises RuleError at ``authority``."""
    if status == CaseStatus.AWAITING_DECISION and before != after:
        raise RuleError(
            _("The assessment is with %(authority)s. Have it returned before another authority decides."),
            code="being_decided",
            params={"authority": Authority(before).label},
            field="authority",
        )


def check_protection(*, protection: str, has_caseworker: bool) -> None:
    """A case kept to named persons has somebody named on it from the start. Raises RuleError at ``protection``."""
    if protection == Protection.NAMED and not has_caseworker:
        raise RuleError(
            _("A case kept to named persons must have a caseworker from the start."),
            code="nobody_named",
            field="protection",
        )


def check_purpose(*, purpose: str, note: str) -> None:
    """Raises RuleError at ``note`` where the purpose is another than those named and nothing more is said."""
    if purpose not in PURPOSES:
        raise RuleError(_("Choose one."), code="no_such_purpose", field="purpose")
    if purpose == Purpose.OTHER and not note.strip():
        raise RuleError(_("Write what it is."), code="note_missing", field="note")


def check_glass_reason(reason: str) -> None:
    """Raises RuleError at ``reason`` where too little is said to be judged by."""
    said = len(reason.strip())
    if said < LEAST_REASON:
        raise RuleError(
            _("Give the reason in at least %(least)s characters. There are %(said)s."),
            code="reason_too_short",
            params={"least": LEAST_REASON, "said": said},
            field="reason",
        )


def review_due(opened_on: date) -> date:
    """The last day on which an emergency access of ``opened_on`` is judged in time."""
    return working_days_after(opened_on, REVIEW_WORKING_DAYS)


def is_too_many(opened: Collection[datetime], at: datetime) -> bool:
    """Whether the access that was opened ``at`` was one too many in its month, of all that one person ``opened``."""
    return sum(at - MONTH < one <= at for one in opened) > MOST_IN_A_MONTH


def check_review(*, by: int, broken_by: int, reviewed: bool, verdict: str, remark: str) -> None:
    """Somebody else judges an emergency access once, and says what was wrong. Raises RuleError, Conflict."""
    if by == broken_by:
        raise RuleError(_("Somebody else must review your own emergency access."), code="own_glass")
    if reviewed:
        raise Conflict(_("Somebody else has just reviewed it. Nothing was changed."), code="reviewed")
    if verdict == GlassVerdict.UNJUSTIFIED and not remark.strip():
        raise RuleError(_("Write what was wrong, and what happens now."), code="remark_missing", field="remark")


def check_wall(*, by: int, before: int, contact_person: int | None, reason: str) -> None:
    """A wall is raised by somebody else, before somebody who does not have the case, and for a reason.

    Raises RuleError at ``user`` or ``reason``.
    """
    if before == by:
        raise RuleError(_("Another coordinator must do this where it concerns yourself."), code="self", field="user")
    if before == contact_person:
        raise RuleError(
            _("This colleague is the contact person. Give the case to somebody else first."),
            code="contact_person",
            field="user",
        )
    if not reason.strip():
        raise RuleError(_("Write what the conflict of interest is."), code="reason_missing", field="reason")


def check_access(*, by: int, to: int, contact_person: int | None, until: date, today: date, reason: str) -> None:
    """Access to one case is given by somebody else, to somebody who lacks it, for a reason and a time that ends.

    Raises RuleError at ``user``, ``until`` or ``reason``.
    """
    if to == by:
        raise RuleError(_("Nobody gives access to themselves. Ask another coordinator."), code="self", field="user")
    if to == contact_person:
        raise RuleError(_("This colleague is the contact person already."), code="contact_person", field="user")
    if not today <= until <= today + LONGEST_ACCESS:
        raise RuleError(
            _("Choose a day from today and at most half a year ahead. Access can be given again."),
            code="until",
            field="until",
        )
    if not reason.strip():
        raise RuleError(_("Write what the colleague needs the case for."), code="reason_missing", field="reason")


def check_right(right: AccessRight, *, colleague: bool) -> None:
    """Whoever works elsewhere may read a case and not write in it. Raises RuleError at ``right``."""
    if right == AccessRight.WORK and not colleague:
        raise RuleError(
            _("Only colleagues of your own organisation can work in the case."), code="elsewhere", field="right"
        )


def check_wall_stands(*, stands: bool) -> None:
    """Raises Conflict where somebody else has lifted the wall already."""
    if not stands:
        raise Conflict(_("The wall has already been lifted. Nothing was changed."), code="wall_lifted")


def check_unwalled(*, walled: bool, field: str = "caseworker") -> None:
    """Nobody is given a case that a wall keeps from them. Raises RuleError at ``field``."""
    if walled:
        raise RuleError(
            _("A conflict of interest keeps the case from this colleague. Choose somebody else."),
            code="walled",
            field=field,
        )


def check_code_name(code_name: str, *, words: Collection[str]) -> None:
    """A code name is a word of nature, with a number when the words run out: never a person's name.

    Raises RuleError at ``code_name``.
    """
    word, _space, number = code_name.partition(" ")
    if word not in words or (number and not (number.isascii() and number.isdigit())):
        raise RuleError(
            _("Use one of the code names the system proposes. A person’s own name does not belong here."),
            code="not_a_code_name",
            field="code_name",
        )


def check_cpr(number: str) -> None:
    """Ten digits that begin with a day of birth that has been. Raises RuleError at ``cpr_number``.

    The check digit says nothing: since 2007 numbers are given out that do not satisfy it.
    """
    if number and not cpr.is_valid(number):
        raise RuleError(
            _("A CPR number is ten digits and begins with a day of birth. Other numbers have a field of their own."),
            code="no_cpr_number",
            field="cpr_number",
        )


def satisfies_modulus_11(number: str) -> bool:
    return cpr.checksum(cpr.compact(number)) == 0


def check_something_known(filled: Mapping[str, str]) -> None:
    """Nothing is recorded of whom nothing is known. Raises RuleError."""
    if not filled:
        raise RuleError(_("Write at least one thing. A case needs no identity."), code="nothing_known")


def check_identity_version(*, opened: int, now: int) -> None:
    """Raises Conflict where somebody else changed the identity in between."""
    if opened != now:
        raise Conflict(
            _("Somebody else changed the identity while you wrote. Nothing was stored. Load the page again."),
            code="identity_changed",
        )


def check_retirement(*, valid_from: date, on: date) -> None:
    """A code lives at least a day. Raises RuleError at ``valid_to``."""
    if on <= valid_from:
        raise RuleError(
            _("The code must end after it began (%(begin)s)."),
            code="ends_too_early",
            params={"begin": date_format(valid_from, "j. F Y")},
            field="valid_to",
        )
