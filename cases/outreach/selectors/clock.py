"""When the service day begins."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from cases.outreach import rules


def day_starts() -> time:
    return time(settings.CMM_SERVICE_DAY_STARTS)


def service_day(moment: datetime) -> date:
    return rules.service_day(timezone.localtime(moment), starts=day_starts())
