"""What has passed its day after the decision, beside a case in any list."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import JSONObject

from identification.followup.enums import OVER
from identification.followup.models import ReturnEvent, SupportItem


def late_support(today: date) -> Subquery:
    """How many lines of the plan have passed their day and are not over, and the oldest of those days."""
    rows = SupportItem.objects.standing().filter(case=OuterRef("pk"), due_on__lt=today).exclude(status__in=OVER)
    late = rows.order_by().values("case").annotate(count=Count("pk"), oldest=Min("due_on"))
    return Subquery(late.values(late=JSONObject(count="count", due_on="oldest")))


def return_marks() -> ArraySubquery:
    """What happened in the return, as far as it stands."""
    rows = ReturnEvent.objects.standing().filter(case=OuterRef("pk")).order_by("happened_on", "number")
    return ArraySubquery(rows.values(told=JSONObject(mark="mark", on="happened_on", month="month")))
