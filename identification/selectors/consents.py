"""Consents that lapse."""

from datetime import date
from typing import Any

from django.db.models import Min

from cases.models import Case
from identification.enums import FourAnswer
from identification.models import Consent

MOST = 200  # nobody has more cases


def lapsing(user: Any, until: date) -> list[tuple[Case, date]]:
    """The open cases of ``user`` in which a consent that was not taken back ends on ``until`` or before, each with the
    day. Of each question only the latest answer counts: a new yes holds anew.
    """
    asked = Consent.objects.allowed(user, "interview").filter(case__in=Case.objects.open().of(user))
    latest = asked.order_by("case", "topic", "-given_on", "-pk").distinct("case", "topic")
    ending = Consent.objects.filter(
        pk__in=latest.values("pk"), answer=FourAnswer.YES, withdrawn_on__isnull=True, until__lte=until
    )
    rows = Case.objects.allowed(user).filter(consents__in=ending).select_related("victim")
    rows = rows.annotate(lapses_on=Min("consents__until")).order_by("lapses_on", "pk")
    return [(case, case.lapses_on) for case in rows[:MOST]]
