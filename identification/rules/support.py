"""What supports what: how far each element rests on something written. It explains, and decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from identification.enums import ActType, Element, MeansType
from identification.rules.elements import is_waived
from identification.rules.grounds import Grounds

TYPES = {Element.ACT: ActType, Element.MEANS: MeansType}
NOTHING = {
    Element.ACT: _("No act is chosen."),
    Element.MEANS: _("No means is chosen."),
    Element.PURPOSE: _("No form of exploitation is chosen."),
}


class Level(StrEnum):
    """How much of what is claimed rests on something: the shape of the mark."""

    FULL = "full"
    HALF = "half"
    NONE = "none"


LEVEL_LABELS = {
    Level.FULL: _("Has support"),
    Level.HALF: _("Partly supported"),
    Level.NONE: _("No support"),
}


@dataclass(frozen=True)
class Line:
    """One thing claimed, and the observations it rests on. ``slug`` is how an address says what is claimed."""

    label: Promise | str
    slug: str
    observations: tuple[Any, ...]
    field: str

    @property
    def has_evidence(self) -> bool:
        return bool(self.observations)


@dataclass(frozen=True)
class Support:
    """One element in the side panel."""

    element: Element
    level: Level
    lines: tuple[Line, ...]
    nothing: Promise | str
    field: str
    waived: bool

    @property
    def level_label(self) -> Promise | str:
        return LEVEL_LABELS[self.level]


def support_of(
    grounds: Grounds, age_band: str, form_labels: Mapping[str, str], observations: Mapping[int, Any]
) -> list[Support]:
    """Each element with what it rests on and what lacks evidence. ``observations`` are those of the case, by number."""
    return [one_element(grounds, element, age_band, form_labels, observations) for element in Element]


def one_element(
    grounds: Grounds,
    element: Element,
    age_band: str,
    form_labels: Mapping[str, str],
    observations: Mapping[int, Any],
) -> Support:
    lines = tuple(
        Line(
            label=label_of(element, kind, form_labels),
            slug=element.value if element == Element.PURPOSE else f"{element.value}-{kind}",
            observations=tuple(observations[number] for number in claim.links),
            field=field_of(element, kind),
        )
        for kind, claim in grounds.types_of(element).items()
    )
    return Support(
        element=element,
        level=level_of(lines),
        lines=lines,
        nothing="" if lines else NOTHING[element],
        field="exploitation_form"
        if element == Element.PURPOSE
        else f"{element.value}_{next(iter(TYPES[element])).value}",
        waived=is_waived(element, age_band),
    )


def level_of(lines: tuple[Line, ...]) -> Level:
    supported = [line for line in lines if line.has_evidence]
    if not supported:
        return Level.NONE
    return Level.FULL if len(supported) == len(lines) else Level.HALF


def label_of(element: Element, kind: str, form_labels: Mapping[str, str]) -> Promise | str:
    if element == Element.PURPOSE:
        return form_labels.get(kind, kind)
    label: Promise | str = TYPES[element](kind).label
    return label


def field_of(element: Element, kind: str) -> str:
    """The field of the form where the evidence is written."""
    return "purpose_evidence" if element == Element.PURPOSE else f"{element.value}_{kind}_evidence"
