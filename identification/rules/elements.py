"""Act, means and purpose: what a positive assessment must rest on (the Danish Criminal Code, section 262 a)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import MINORS
from cmm.core.errors import RuleError
from identification.enums import Element, ElementStatus, Outcome
from identification.rules.grounds import Grounds

UNSUPPORTED = {
    Element.ACT: _(
        "The act is not supported. Mark it as met, choose at least one act, and tick or write what it rests on."
    ),
    Element.MEANS: _(
        "The means is not supported. Mark it as met, choose at least one means, and tick or write what it rests on. "
        "Only a known age under 18 makes the means unnecessary."
    ),
    Element.PURPOSE: _(
        "The purpose is not supported. Mark it as met, choose the form of exploitation, "
        "and tick or write what it rests on."
    ),
}


@dataclass(frozen=True)
class Gap:
    """Something that stands in the way of sending or deciding, and the field where it is mended."""

    field: str
    message: Promise | str


def is_waived(element: str, age_band: str) -> bool:
    """Means is not asked of a child (section 262 a (2)). Unknown age protects, and waives nothing."""
    return element == Element.MEANS and age_band in MINORS


def is_supported(grounds: Grounds, element: str) -> bool:
    """Found to be met, and with at least one type that rests on something."""
    return grounds.status_of(element) == ElementStatus.MET and grounds.has_evidence(element)


def missing_elements(grounds: Grounds, age_band: str) -> list[Element]:
    """The elements a positive assessment still lacks."""
    return [e for e in Element if not is_waived(e, age_band) and not is_supported(grounds, e)]


def in_words(elements: Sequence[Element]) -> str:
    """act, means and purpose"""
    *first, last = [str(element.label).lower() for element in elements]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def gaps(grounds: Grounds, age_band: str) -> Iterator[Gap]:
    """What must be written before the assessment can be sent for decision, in the order of the form."""
    if not grounds.facts.strip():
        yield Gap("facts", _("Write what happened."))
    if grounds.recommendation == Outcome.TRAFFICKED:
        for element in missing_elements(grounds, age_band):
            yield Gap(f"{element.value}_status", UNSUPPORTED[element])
    if not grounds.speaks_against.strip():
        yield Gap("speaks_against", _("Write what speaks against, also if you have found nothing."))
    if not grounds.recommendation:
        yield Gap("recommendation", _("Choose what you recommend."))
    if not grounds.reasons.strip():
        yield Gap("reasons", _("Write why you recommend it."))


def check_complete(grounds: Grounds, age_band: str) -> None:
    """Raises with every gap at its field."""
    found = {gap.field: RuleError(gap.message, code="incomplete", field=gap.field) for gap in gaps(grounds, age_band)}
    if found:
        raise ValidationError(found)


def check_outcome(outcome: str, grounds: Grounds, age_band: str) -> None:
    """No positive decision without act and purpose, and means unless the person is known to be under 18."""
    if outcome != Outcome.TRAFFICKED:
        return
    missing = missing_elements(grounds, age_band)
    if missing:
        raise RuleError(
            _("The decision cannot be positive: support is missing for %(elements)s."),
            code="element_missing",
            params={"elements": in_words(missing)},
            field="choice",
        )
