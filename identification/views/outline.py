"""The way through an assessment as steps beside every page, and its six parts as tables when it is read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
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
# The way from the first talk to what is sent, each a page of its own.
STEPS = {
    "interviews": gettext_lazy("Interviews and consents"),
    "events": gettext_lazy("Course of events"),
    "observations": gettext_lazy("Indicators and other observations"),
    "elements": gettext_lazy("Act, means and purpose"),
    "judgement": gettext_lazy("What speaks against, and recommendation"),
    "summary": gettext_lazy("Summary"),
}
SUBSTEPS = {
    "elements": (
        ("facts", gettext_lazy("What happened")),
        *((element.value, element.label) for element in Element),
    )
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


# The page each part is written on.
PAGE_OF = {part: "judge" if part in ("against", "recommendation") else "edit" for part in PARTS}


@dataclass(frozen=True)
class Step:
    """One step on the way. Without an address it cannot be taken yet."""

    number: int
    url: str
    title: Any
    note: str
    is_done: bool
    is_current: bool
    parts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Row:
    """One line of a part: a text, or observations. With neither nobody has written it yet."""

    label: Any
    text: Any
    is_strong: bool = False
    observations: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part, to be read, and the page it is written on."""

    anchor: str
    url: str
    title: Any
    rows: list[Row]
    missing: list[Any]


def steps_of(case: Any, assessment: Any, grounds: Grounds, counts: Mapping[str, int], *, current: str) -> list[Step]:
    """The whole way, in the order one usually walks it; any step can be taken at any time."""
    here, done = urls_of(case, assessment), done_of(grounds, case.victim.age_band, counts)
    notes = {
        "interviews": ngettext("%(n)s interview", "%(n)s interviews", counts["interviews"])
        % {"n": counts["interviews"]},
        "events": ngettext("%(n)s event", "%(n)s events", counts["events"]) % {"n": counts["events"]},
        "observations": ngettext("%(n)s observation", "%(n)s observations", counts["observations"])
        % {"n": counts["observations"]},
    }
    return [
        Step(number, here[name], title, notes.get(name, ""), done[name], name == current, SUBSTEPS.get(name, ()))
        for number, (name, title) in enumerate(STEPS.items(), start=1)
    ]


def urls_of(case: Any, assessment: Any) -> dict[str, str]:
    """Where each step is; the last ones need an assessment that has been begun."""
    tab = reverse("identification:assessment_list", args=[case.ref])
    if assessment is None:
        begin = reverse("identification:assessment_create", args=[case.ref])
        own = {"elements": begin, "judgement": "", "summary": ""}
    else:
        at = [case.ref, assessment.number]
        own = {
            "elements": reverse("identification:assessment_edit", args=at),
            "judgement": reverse("identification:assessment_judge", args=at),
            "summary": assessment.get_absolute_url(),
        }
    return {
        "interviews": f"{tab}#interviews",
        "events": reverse("identification:event_list", args=[case.ref]),
        "observations": reverse("identification:observation_list", args=[case.ref]),
        **own,
    }


def done_of(grounds: Grounds, age_band: str, counts: Mapping[str, int]) -> dict[str, bool]:
    """Whether somebody has answered each step; not whether the answer is right."""
    return {
        **{name: bool(number) for name, number in counts.items()},
        "elements": all(is_done(grounds, part, age_band) for part in ("facts", *Element.values)),
        "judgement": is_done(grounds, "against", age_band) and is_done(grounds, "recommendation", age_band),
        "summary": False,
    }


def basis_of(case: Any, counts: Mapping[str, int]) -> list[tuple[Any, int, str]]:
    """What the assessment is built on, with the way to it."""
    here = urls_of(case, None)
    return [(STEPS[name], number, here[name]) for name, number in counts.items()]


def is_done(grounds: Grounds, anchor: str, age_band: str) -> bool:
    """Whether somebody has answered the part; not whether the answer is right."""
    if anchor in Element.values:
        return is_waived(anchor, age_band) or grounds.status_of(anchor) != ElementStatus.NOT_ASSESSED
    if anchor == "recommendation":
        return bool(grounds.recommendation and grounds.reasons)
    return bool(grounds.facts if anchor == "facts" else grounds.speaks_against)


def parts_of(
    assessment: Any,
    grounds: Grounds,
    form_labels: Mapping[str, str],
    gaps: Collection[Gap],
    observations: Mapping[int, Any],
) -> Iterator[Part]:
    """The whole text as tables; ``gaps`` stand in the part where they are mended."""
    at = [assessment.case.ref, assessment.number]
    for anchor, title in PARTS.items():
        missing = [gap.message for gap in gaps if PART_OF[gap.field] == anchor]
        url = f"{reverse(f'identification:assessment_{PAGE_OF[anchor]}', args=at)}#{anchor}"
        yield Part(anchor, url, title, list(rows_of(grounds, anchor, form_labels, observations)), missing)


def rows_of(
    grounds: Grounds, anchor: str, form_labels: Mapping[str, str], observations: Mapping[int, Any]
) -> Iterator[Row]:
    if anchor in Element.values:
        yield Row(_("Finding"), ElementStatus(grounds.status_of(anchor)).label, is_strong=True)
        yield from claims_of(grounds, anchor, form_labels, observations)
    elif anchor == "recommendation":
        chosen = Outcome(grounds.recommendation).label if grounds.recommendation else ""
        yield Row(_("Result"), chosen, is_strong=True)
        yield Row(_("Reasons"), grounds.reasons)
    else:
        is_facts = anchor == "facts"
        label = _("The course of events") if is_facts else _("What is found")
        yield Row(label, grounds.facts if is_facts else grounds.speaks_against)


def claims_of(
    grounds: Grounds, element: str, form_labels: Mapping[str, str], observations: Mapping[int, Any]
) -> Iterator[Row]:
    """Each chosen type with what it rests on."""
    labels = dict(TYPES[element].choices) if element in TYPES else form_labels
    for kind, claim in grounds.types_of(element).items():
        rests_on = tuple(observations[number] for number in claim.links)
        yield Row(labels.get(kind, kind), "", observations=rests_on)
    if element == Element.PURPOSE and grounds.secondary_forms:
        yield Row(_("Other forms"), ", ".join(form_labels.get(code, code) for code in grounds.secondary_forms))
