"""What must stand in a case before it goes on from clarification (design.md 3)."""

from django.utils.translation import gettext as _

from cases.enums import MINORS, AgeBand, CaseStatus
from cases.particulars import Safety, Standing
from cmm.core.errors import Conflict, RuleError

# Whoever may be a child has a child's protection until the age is settled. It never waives the means.
SPOKEN_FOR = (*MINORS, AgeBand.UNKNOWN)


def needs_representative(age_band: str) -> bool:
    return age_band in SPOKEN_FOR


def check_housed(*, age_band: str, takes_children: bool, despite: str) -> None:
    """Whoever is or may be a child is not housed among adults alone, unless somebody says why. Raises RuleError."""
    if lives_as_a_child(age_band, takes_children=takes_children) or despite.strip():
        return
    who = _("The age is unknown") if age_band == AgeBand.UNKNOWN else _("The person is a child")
    raise RuleError(
        _("%(who)s, and this shelter takes adults only. Choose another, or write why this is safe."),
        code="among_adults",
        params={"who": who},
        field="despite",
    )


def lives_as_a_child(age_band: str, *, takes_children: bool) -> bool:
    """Whether a house gives the person the protection of their age; until it is settled, that of a child."""
    return takes_children or age_band not in SPOKEN_FOR


def check_leaving(*, status: str, has_note: bool, age_band: str, has_representative: bool) -> None:
    """No case leaves clarification without a safety note, and no child without somebody who speaks for it.

    Raises RuleError.
    """
    if status != CaseStatus.IN_CLARIFICATION:
        return
    if not has_note:
        raise RuleError(
            _("Write the safety note first, or that no threat is known. Nobody goes on without one."),
            code="safety_note_missing",
        )
    if needs_representative(age_band) and not has_representative:
        raise RuleError(
            _("Record who speaks for the child first. Somebody of unknown age is protected like a child."),
            code="representative_missing",
        )


def check_safety(*, safety: Safety, no_threat: bool) -> None:
    """A note tells of a threat or says that none is known, and not both. Raises RuleError at ``threat``."""
    if no_threat and (safety.threat or safety.threat_phone or safety.avoid):
        raise RuleError(
            _("Either a threat is described, or none is known. Take one of them away."),
            code="threat_and_none",
            field="no_threat",
        )
    if not no_threat and not safety.threat:
        raise RuleError(
            _("Write what threatens the person, or tick that no threat is known."), code="nothing_said", field="threat"
        )


def check_standing(standing: Standing) -> None:
    """Raises RuleError at ``name``."""
    if not standing.name:
        raise RuleError(_("Write the name."), code="name_missing", field="name")


def check_still_speaks(*, has_ended: bool) -> None:
    """Raises Conflict where somebody else has ended it already."""
    if has_ended:
        raise Conflict(_("That has been changed already. Nothing was stored."), code="ended")
