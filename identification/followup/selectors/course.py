"""What this room contributes to the timeline of a case: the criminal case."""

from typing import Any

from django.utils.translation import gettext as _

from cases.course import CoursePoint, Kind, Lane
from cases.models import Case
from identification.followup.models import CriminalEvent

MOST = 100


def course_of(_user: Any, case: Case) -> list[CoursePoint]:
    """Each step of a criminal case. Whoever reads the case reads them."""
    rows = CriminalEvent.objects.standing().filter(case=case).order_by("happened_on", "number")[:MOST]
    return [
        CoursePoint(
            on=row.happened_on,
            lane=Lane.CRIMINAL,
            kind=Kind.CRIME,
            text=_("Criminal case %(number)s: %(step)s, %(section)s")
            % {
                "number": row.case_number,
                "step": str(row.get_step_display()).lower(),
                "section": row.get_provision_display(),
            },
            label=str(row.get_step_display()),
        )
        for row in rows
    ]
