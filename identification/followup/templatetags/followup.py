"""How the follow-up is shown."""

from datetime import date

from django import template

from identification.followup.models import SupportItem
from identification.followup.rules.returns import Month
from identification.followup.rules.support import is_late

register = template.Library()


@register.filter
def late(item: SupportItem, today: date) -> bool:
    """Whether its day has passed and nothing came of it yet."""
    return is_late(due_on=item.due_on, status=item.status, today=today)


@register.filter
def monthlate(month: Month, today: date) -> bool:
    return month.is_late(today)
