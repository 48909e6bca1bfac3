"""Consents that lapse."""

from datetime import date

from django.db.models import OuterRef, Subquery

from identification.enums import FourAnswer
from identification.models import Consent


def first_lapse(until: date) -> Subquery:
    """Beside a case: the day on which a consent that was not taken back ends, where that is ``until`` or before.

    Of each question only the latest answer counts: a new yes holds anew.
    """
    asked = Consent.objects.filter(case=OuterRef(OuterRef("pk")))
    latest = asked.order_by("topic", "-given_on", "-pk").distinct("topic").values("pk")
    ending = Consent.objects.filter(case=OuterRef("pk"), pk__in=latest, until__lte=until)
    ending = ending.filter(answer=FourAnswer.YES, withdrawn_on__isnull=True)
    return Subquery(ending.order_by("until").values("until")[:1])
