"""What of this room stands in the way of merging two files."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.models import Case
from identification.followup.models import PreparedReturn, ReturnEvent


def obstacles(here: Case, there: Case) -> Iterator[str]:
    pair, both = [here, there], {here.pk, there.pk}
    if set(PreparedReturn.objects.standing().filter(case__in=pair).values_list("case", flat=True)) == both:
        yield _("Both cases have a plan of a prepared return. Withdraw the one that is wrong first.")
    months = list(
        ReturnEvent.objects.standing().filter(case__in=pair, month__isnull=False).values_list("month", flat=True)
    )
    if len(months) > len(set(months)):
        yield _("Both cases have a follow-up of the same month after the return. Withdraw the one that is wrong first.")
