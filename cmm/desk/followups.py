"""What lags behind after the decision, as lines of work. Pure: rows in, lines out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case
from cases.templatetags.cases import nearday
from cmm.core.templatetags.cmm import danishdate
from cmm.desk.promises import due
from cmm.desk.ranking import Worry
from cmm.desk.work import Due
from identification.followup.rules.returns import Happened, awaited
from identification.rules.periods import after_return


def late_after_decision(case: Case, today: date) -> Iterator[Due]:
    """Months of support nobody has followed up, and lines of the plan whose day has passed."""
    if case.departed and (month := late_month(case.departed, case.return_marks or [], today)):
        yield month_line(case, *month, today)
    if case.late_support:
        yield plan_line(case, case.late_support, today)


def late_month(departed: Mapping[str, Any], marks: list[Mapping[str, Any]], today: date) -> tuple[int, date] | None:
    """The first month that ought to have been followed up."""
    happened = [Happened(one["mark"], date.fromisoformat(one["on"]), one["month"]) for one in marks]
    left_on, months = date.fromisoformat(departed["on"]), departed["months"]
    month = awaited(happened, left_on, after_return(left_on).version.support_months if months is None else months)
    return (month.number, month.due) if month and month.is_late(today) else None


def month_line(case: Case, number: int, until: date, today: date) -> Due:
    words = {"number": number, "day": danishdate(until)}
    said = {
        "heading": _("Nobody has followed up after the return"),
        "text": _("Month %(number)s was over on %(day)s. Ask the partner how the person is.") % words,
        "act": _("See the return"),
        "act_url": f"{reverse('followup:case_followup', args=[case.ref])}#return",
    }
    return due(case, Worry.FOLLOW_UP, until, today, nearday(until), **said)


def plan_line(case: Case, late: Mapping[str, Any], today: date) -> Due:
    since = date.fromisoformat(late["due_on"])
    told = ngettext(
        "%(count)s line of the plan has passed its day.",
        "%(count)s lines of the plan have passed their day.",
        late["count"],
    )
    said = {
        "heading": _("The support plan is late"),
        "text": told % {"count": late["count"]},
        "act": _("See the plan"),
        "act_url": f"{reverse('followup:case_followup', args=[case.ref])}#support",
    }
    return due(case, Worry.FOLLOW_UP, since, today, nearday(since), **said)
