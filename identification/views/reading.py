"""What the pages that show an assessment have in common."""

from typing import Any

from django.http import HttpRequest

from cases.enums import AgeBand
from cmm.accounts.doors import get_allowed_or_404
from identification.models import Assessment
from identification.rules.elements import gaps
from identification.rules.grounds import Grounds
from identification.rules.support import support_of
from identification.selectors.observations import by_number, picture_of
from identification.selectors.pages import counts_of, opinions_of
from identification.selectors.texts import author_names, chosen_labels, form_choices, grounds_of
from identification.views.outline import basis_of, parts_of, steps_of


def opened(request: HttpRequest, action: str, ref: str, number: int) -> Assessment:
    """The assessment, if the reader may do ``action`` to it."""
    assessment: Assessment = get_allowed_or_404(request, Assessment, action, case__ref=ref, number=number)
    return assessment


def labels_of(grounds: Grounds) -> dict[str, str]:
    return dict(form_choices(grounds.exploitation_form, *grounds.secondary_forms))


def beside(assessment: Assessment | None, case: Any, grounds: Grounds, *, step: str, reader: Any) -> dict[str, Any]:
    """The head, the steps and the panel around what is being written."""
    return {
        "case": case,
        "assessment": assessment,
        "steps": steps_of(case, assessment, grounds, counts_of(case), current=step),
        "grounds": grounds,
    } | panel_of(case, assessment, grounds, reader)


def panel_of(case: Any, assessment: Assessment | None, grounds: Grounds, reader: Any) -> dict[str, Any]:
    """What supports what, and the six dimensions."""
    observations = by_number(case, reader)
    labels = chosen_labels(assessment) if assessment else {}
    return {
        "support": support_of(grounds, case.victim.age_band, labels, observations),
        "picture": picture_of(case, assessment, observations.values()),
        "observations": observations,
        "age_is_unknown": case.victim.age_band == AgeBand.UNKNOWN,
    }


def as_read(assessment: Assessment, reader: Any) -> dict[str, Any]:
    """The whole text with what is missing in it, and who wrote it."""
    grounds, case = grounds_of(assessment), assessment.case
    labels, age_band = chosen_labels(assessment), case.victim.age_band
    missing, panel = list(gaps(grounds, age_band)), panel_of(case, assessment, grounds, reader)
    counts = counts_of(case)
    return panel | {
        "case": case,
        "assessment": assessment,
        "grounds": grounds,
        "gaps": missing,
        "parts": list(parts_of(assessment, grounds, labels, missing, panel["observations"])),
        "steps": steps_of(case, assessment, grounds, counts, current="summary"),
        "basis": basis_of(case, counts),
        "authors": author_names(assessment),
        "opinions": opinions_of(assessment),
    }
