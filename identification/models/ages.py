"""That an age in years belongs to its band."""

from django.db.models import Q

from identification.rules.ages import YEARS


def age_is_of_its_band() -> Q:
    """The row's age in years is one of the band it was judged on."""
    found = Q()
    for band, years in YEARS.items():
        found |= Q(age_band=band, age_years__range=years)
    return found
