"""The activities of a plan with their status and the published figures of each year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from reports.coordination.enums import Series
from reports.coordination.models import Activity, ActivityStatus, StatusReport, StatusReportFile
from reports.enums import EditionState, ExternalOrigin, KnownAs
from reports.models import Edition, ExternalCount
from reports.rendering.chapters import PLANS, Plan
from reports.selectors.editions import persons_by_year

MOST = 200  # activities of one plan, and statuses of one activity
Figures = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class Told:
    """An activity with its status in one year, as far as somebody has written one, and its figures."""

    activity: Activity
    status: ActivityStatus | None
    figures: list[tuple[str, list[tuple[int, int]]]]

    @property
    def counts(self) -> bool:
        return self.status is not None and self.status.confirmed_at is not None


@dataclass(frozen=True)
class Area:
    """One area of the plan, in the plan's own words."""

    number: int
    title: str
    told: list[Told]


def plan_from(first: int) -> Plan:
    """The plan that began in a year; the last known one stands for a plan nobody has written of yet."""
    return next((plan for plan in PLANS if plan.first == first), PLANS[-1])


def plans(user: Any) -> list[int]:
    """The first years of the plans that have activities here, the last first."""
    return list(Activity.objects.allowed(user).order_by("-first").values_list("first", flat=True).distinct())


def areas(user: Any, first: int, year: int) -> list[Area]:
    """Every activity of the plan by its areas, with its status in ``year``. In four statements."""
    rows = list(Activity.objects.allowed(user).filter(first=first).order_by("area", "number")[:MOST])
    newest = latest(ActivityStatus.objects.allowed(user).filter(activity__first=first, year=year))
    figures = published(year)
    names = [part.strip() for part in str(plan_from(first).areas).split(";")]
    return [
        Area(number, name_of(names, number), [told(row, newest.get(row.pk), figures) for row in group])
        for number, group in groupby(rows, key=lambda row: row.area)
    ]


def name_of(names: list[str], number: int) -> str:
    name = names[number - 1] if number <= len(names) else _("Area %(number)s") % {"number": number}
    return name[:1].upper() + name[1:]


def latest(rows: QuerySet[ActivityStatus]) -> dict[int, ActivityStatus]:
    """The newest status of each activity."""
    ordered = rows.select_related("written_by", "confirmed_by").order_by("activity_id", "-pk").distinct("activity_id")
    return {row.activity_id: row for row in ordered[:MOST]}


def told(activity: Activity, status: ActivityStatus | None, figures: Figures) -> Told:
    shown = [(str(Series(one).label), sorted(figures.get(one, {}).items())) for one in activity.series]
    return Told(activity, status, [(label, rows) for label, rows in shown if rows])


def published(until: int, years: int = 5) -> dict[str, dict[int, int]]:
    """What everybody can read already, of the last years: the newest published report's series, and figures that other
    authorities have published and another colleague has confirmed. Nothing else leaves the register here.
    """
    span = range(until - years + 1, until + 1)
    found: dict[str, dict[int, int]] = {Series.IDENTIFIED: {}}
    edition = Edition.objects.filter(state=EditionState.PUBLISHED).order_by("-year", "-number").first()
    if edition:
        found[Series.IDENTIFIED] = within(persons_by_year(edition).items(), span)
    rows = ExternalCount.objects.in_force().filter(
        origin=ExternalOrigin.PUBLICATION,
        known_as=KnownAs.COUNTED,
        year__in=span,
        sex="",
        age="",
        form="",
        citizenship="",
    )
    for population, year, value in rows.values_list("population", "year", "value"):
        found.setdefault(population, {})[year] = value
    return found


def within(rows: Iterable[tuple[int, int]], span: range) -> dict[int, int]:
    return {year: value for year, value in rows if year in span}


def reports_of(user: Any, first: int, year: int) -> list[StatusReport]:
    """The status reports of a year, the last first, without what they say."""
    rows = StatusReport.objects.allowed(user).filter(first=first, year=year).defer("told")
    return list(rows.select_related("asked_by").order_by("-number")[:20])


def drawn_reports(user: Any) -> list[StatusReport]:
    """The status reports a reader can fetch, the last of each year, the newest year first."""
    drawn = StatusReportFile.objects.filter(report=OuterRef("pk"))
    rows = StatusReport.objects.allowed(user).filter(Exists(drawn)).defer("told")
    return list(rows.order_by("-year", "-first", "-number").distinct("year", "first")[:20])


def statuses_of(user: Any, activity: Activity) -> list[ActivityStatus]:
    rows = ActivityStatus.objects.allowed(user).filter(activity=activity)
    return list(rows.select_related("written_by", "confirmed_by").order_by("-year", "-pk")[:MOST])
