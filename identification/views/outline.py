"""The six parts of an assessment: as steps beside the form, and as tables when it is read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from identification.enums import Element, ElementStatus, Outcome
from identification.forms.words import TYPES
from identification.rules.elements import Gap, is_waived
from identification.rules.grounds import Grounds

PARTS = {
    "facts": gettext_lazy("What happened"),
    "act": Element.ACT.label,
    "means": Element.MEANS.label,
    "purpose": gettext_lazy("Purpose and form of exploitation"),
    "against": gettext_lazy("What speaks against"),
    "recommendation": gettext_lazy("Recommendation"),
}
# The part each field that can have a gap belongs to.
PART_OF = {
    "facts": "facts",
    "act_status": "act",
    "means_status": "means",
    "purpose_status": "purpose",
    "speaks_against": "against",
    "recommendation": "recommendation",
    "reasons": "recommendation",
}


@dataclass(frozen=True)
class Step:
    """One part beside the form."""

    number: int
    anchor: str
    title: Any
    note: str
    is_done: bool


@dataclass(frozen=True)
class Row:
    """One line of a part. Without a text nobody has written it yet."""

    label: Any
    text: Any
    is_strong: bool = False


@dataclass(frozen=True)
class Part:
    """One part, to be read."""

    anchor: str
    title: Any
    rows: list[Row]
    missing: list[Any]


def steps_of(grounds: Grounds, age_band: str) -> Iterator[Step]:
    for number, (anchor, title) in enumerate(PARTS.items(), start=1):
        yield Step(number, anchor, title, note_of(grounds, anchor, age_band), is_done(grounds, anchor, age_band))


def note_of(grounds: Grounds, anchor: str, age_band: str) -> str:
    """What stands under a step: how much is chosen, or that it is not asked for."""
    if anchor in Element.values and is_waived(anchor, age_band):
        return _("Not required under 18")
    if anchor in TYPES:
        chosen = len(grounds.types_of(anchor))
        return ngettext("%(n)s chosen", "%(n)s chosen", chosen) % {"n": chosen} if chosen else ""
    return ""


def is_done(grounds: Grounds, anchor: str, age_band: str) -> bool:
    """Whether somebody has answered the part; not whether the answer is right."""
    if anchor in Element.values:
        return is_waived(anchor, age_band) or grounds.status_of(anchor) != ElementStatus.NOT_ASSESSED
    if anchor == "recommendation":
        return bool(grounds.recommendation and grounds.reasons)
    return bool(grounds.facts if anchor == "facts" else grounds.speaks_against)


def parts_of(grounds: Grounds, form_labels: Mapping[str, str], gaps: Collection[Gap]) -> Iterator[Part]:
    """The whole text as tables; ``gaps`` stand in the part where they are mended."""
    for anchor, title in PARTS.items():
        missing = [gap.message for gap in gaps if PART_OF[gap.field] == anchor]
        yield Part(anchor, title, list(rows_of(grounds, anchor, form_labels)), missing)


def rows_of(grounds: Grounds, anchor: str, form_labels: Mapping[str, str]) -> Iterator[Row]:
    if anchor in Element.values:
        yield Row(_("Finding"), ElementStatus(grounds.status_of(anchor)).label, is_strong=True)
        yield from claims_of(grounds, anchor, form_labels)
    elif anchor == "recommendation":
        chosen = Outcome(grounds.recommendation).label if grounds.recommendation else ""
        yield Row(_("Result"), chosen, is_strong=True)
        yield Row(_("Reasons"), grounds.reasons)
    else:
        is_facts = anchor == "facts"
        label = _("The course of events") if is_facts else _("What is found")
        yield Row(label, grounds.facts if is_facts else grounds.speaks_against)


def claims_of(grounds: Grounds, element: str, form_labels: Mapping[str, str]) -> Iterator[Row]:
    """Each chosen type with what it rests on."""
    labels = dict(TYPES[element].choices) if element in TYPES else form_labels
    for kind, evidence in grounds.types_of(element).items():
        yield Row(labels.get(kind, kind), evidence)
    if element == Element.PURPOSE and grounds.secondary_forms:
        yield Row(_("Other forms"), ", ".join(form_labels.get(code, code) for code in grounds.secondary_forms))
