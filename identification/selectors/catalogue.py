"""The list of indicators, as it stands now or as it stood when something was judged by it."""

from django.db.models import Q, QuerySet

from identification.enums import Profile
from identification.models import Catalogue, Indicator
from identification.rules.dimensions import Indication


def latest() -> Catalogue:
    newest: Catalogue = Catalogue.objects.order_by("-number")[:1].get()
    return newest


def versions() -> list[Catalogue]:
    """The latest twenty versions of the catalogue, with who made them and why."""
    return list(Catalogue.objects.select_related("made_by").order_by("-number")[:20])


def versions_of(code: str) -> list[Indicator]:
    """Every version of one indicator, the newest first."""
    rows = Indicator.objects.filter(code=code).select_related("since", "since__made_by", "until")
    return list(rows.order_by("-since")[:50])


def section_of(section: str) -> QuerySet[Indicator]:
    """The indicators in force of one dimension or list."""
    rows: QuerySet[Indicator] = Indicator.objects.filter(section=section, until__isnull=True)
    return rows.order_by("position", "code")


def in_force(number: int | None = None) -> list[Indicator]:
    """The indicators of one version of the catalogue; of the newest where none is named."""
    rows = Indicator.objects.all()
    if number is None:
        return list(rows.filter(until__isnull=True))
    return list(rows.filter(Q(until__isnull=True) | Q(until__gt=number), since__lte=number))


def newest_and(number: int | None) -> tuple[list[Indicator], list[Indicator]]:
    """The newest list, and the one of a version of the catalogue (the same where none is named), in one statement."""
    if number is None:
        newest = in_force()
        return newest, newest
    rows = list(Indicator.objects.filter(Q(until__isnull=True) | Q(until__gt=number)))
    return [row for row in rows if row.until_id is None], [row for row in rows if row.since_id <= number]


def indications(number: int | None = None) -> dict[str, Indication]:
    """What the rule knows of each indicator, by its code."""
    return {row.code: indication_of(row) for row in in_force(number)}


def indication_of(row: Indicator) -> Indication:
    weights = {profile: str(getattr(row, profile)) for profile in Profile.values}
    return Indication(row.code, row.section, weights, frozenset(row.verified))
