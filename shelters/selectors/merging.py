"""What of this room stands in the way of merging two files: somebody sleeps in one bed at a time."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.models import Case
from shelters.models import Placement


def obstacles(here: Case, there: Case) -> Iterator[str]:
    stays = Placement.objects.held()
    nights = list(stays.filter(victim__in=[here.victim_id]).values_list("stay", flat=True))
    if any(stays.filter(case=there, stay__overlap=stay).exists() for stay in nights):
        yield _("The person would have slept in two places the same night. Correct the days of the stays first.")
