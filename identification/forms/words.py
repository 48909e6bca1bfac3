"""What the parts of an assessment are called, and how their values read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from identification.enums import ActType, Element, ElementStatus, MeansType, Outcome
from identification.rules.grounds import Claim, Grounds, is_claim, part_of

TYPES = {"act": ActType, "means": MeansType}
LABELS = {
    "facts": gettext_lazy("The course of events"),
    "act_status": gettext_lazy("What do you find about the act?"),
    "means_status": gettext_lazy("What do you find about the means?"),
    "exploitation_form": gettext_lazy("Form of exploitation"),
    "secondary_forms": gettext_lazy("Other forms of exploitation"),
    "purpose": gettext_lazy("New: what does the purpose rest on?"),
    "purpose_status": gettext_lazy("What do you find about the purpose?"),
    "speaks_against": gettext_lazy("What you have found that speaks against"),
    "recommendation": gettext_lazy("What do you recommend?"),
    "reasons": gettext_lazy("Why do you recommend it?"),
}


def part_label(part: str) -> str:
    """ "Act: Recruitment", or the question of the field."""
    name, _dot, kind = part.partition(".")
    if part == Element.PURPOSE:
        return _("What the purpose rests on")
    return f"{Element(name).label}: {TYPES[name](kind).label}" if kind else str(LABELS[name])


def part_text(grounds: Grounds, part: str, form_labels: Mapping[str, str], evidence: Mapping[int, str]) -> str:
    """The value of one part as somebody would read it; never empty."""
    value: Any = part_of(grounds, part)
    if value is None:
        return _("Not chosen")
    if is_claim(part):
        return claim_text(value, evidence)
    if part.endswith("_status"):
        return str(ElementStatus(value).label)
    if part == "recommendation" and value:
        return str(Outcome(value).label)
    if part == "exploitation_form" and value:
        return form_labels.get(value, value)
    if part == "secondary_forms":
        return ", ".join(form_labels.get(code, code) for code in value) or _("None")
    return str(value) or _("Nothing is written")


def claim_text(claim: Claim, evidence: Mapping[int, str]) -> str:
    """What something rests on, each observation in a paragraph of its own."""
    found = [
        _("Observation %(number)s: %(evidence)s") % {"number": number, "evidence": evidence.get(number, "")}
        for number in claim.links
    ]
    if claim.new:
        found.append(_("New: %(evidence)s") % {"evidence": claim.new})
    return "\n\n".join(found) or _("Nothing is linked or written that it rests on")
