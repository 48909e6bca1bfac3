"""How long something has lasted, as one says it: in days while they are counted, then in months and years."""

from django.utils.translation import ngettext

COUNTED_DAYS, YEAR, MONTH = 60, 365, 30.44


def span(days: int) -> str:
    """14 dage; over 2 måneder; over 2 år."""
    if days <= COUNTED_DAYS:
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    if days < YEAR:
        months = int(days / MONTH)
        return ngettext("over %(months)s month", "over %(months)s months", months) % {"months": months}
    years = days // YEAR
    return ngettext("over %(years)s year", "over %(years)s years", years) % {"years": years}
