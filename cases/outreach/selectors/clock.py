"""When the service days of an organisation begin."""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.outreach.enums import DayName
from cases.outreach.models import ServiceHours
from cases.outreach.rules import Hours, Terms


def hours_of(organisation: Any = None) -> Hours:
    """The hours of an organisation; without one, the default."""
    default = time(settings.CMM_SERVICE_DAY_STARTS)
    if organisation is None:
        return Hours(default)
    rows = ServiceHours.objects.filter(organisation=organisation).order_by("valid_from", "pk")
    told = rows.values_list("valid_from", "starts", "name")
    return Hours(default, [Terms(day, starts, DayName(name)) for day, starts, name in told])


def service_day(moment: datetime, organisation: Any = None) -> date:
    """The day a moment is counted in, by the organisation's own hours."""
    return day_of(moment, hours_of(organisation))


def day_of(moment: datetime, hours: Hours) -> date:
    return hours.service_day(timezone.localtime(moment))


def begins(day: date, hours: Hours) -> datetime:
    return timezone.make_aware(datetime.combine(day, hours.starts(day)))
