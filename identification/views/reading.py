"""What the pages that show an assessment have in common."""

from typing import Any

from django.http import HttpRequest

from cmm.accounts.doors import get_allowed_or_404
from identification.models import Assessment
from identification.rules.elements import gaps
from identification.rules.grounds import Grounds
from identification.rules.support import support_of
from identification.selectors.texts import author_names, form_choices, grounds_of
from identification.views.outline import parts_of, steps_of


def opened(request: HttpRequest, action: str, ref: str, number: int) -> Assessment:
    """The assessment, if the reader may do ``action`` to it."""
    assessment: Assessment = get_allowed_or_404(request, Assessment, action, case__ref=ref, number=number)
    return assessment


def labels_of(grounds: Grounds) -> dict[str, str]:
    return dict(form_choices(grounds.exploitation_form, *grounds.secondary_forms))


def beside(assessment: Assessment | None, case: Any, grounds: Grounds) -> dict[str, Any]:
    """The head, the steps and the panel around a text that is being written."""
    age_band = case.victim.age_band
    return {
        "case": case,
        "assessment": assessment,
        "steps": steps_of(grounds, age_band),
        "support": support_of(grounds, age_band, labels_of(grounds)),
        "grounds": grounds,
    }


def as_read(assessment: Assessment) -> dict[str, Any]:
    """The whole text with what is missing in it, and who wrote it."""
    grounds = grounds_of(assessment)
    labels, age_band = labels_of(grounds), assessment.case.victim.age_band
    missing = list(gaps(grounds, age_band))
    return {
        "case": assessment.case,
        "assessment": assessment,
        "grounds": grounds,
        "gaps": missing,
        "parts": list(parts_of(grounds, labels, missing)),
        "support": support_of(grounds, age_band, labels),
        "authors": author_names(assessment),
    }
