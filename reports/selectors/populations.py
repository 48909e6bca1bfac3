"""The rows an edition counts, as the register holds them at the moment: codes and months, nobody's name.

Each population is read one row at a time. Ids are the register's own; whoever freezes the rows takes them away
(reports.extracts.pseudonyms).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, F, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, NullIf
from django.utils import timezone

from cases.models import Code, Inquiry, Refusal
from cases.outreach.models import Activity
from cases.outreach.selectors import figures as outreach
from cmm.accounts.scoping import Within
from identification.enums import ANNULLING, AppealOutcome, EventKind, PeriodAct
from identification.followup.models import PreparedReturn
from identification.models import Appeal, Departure, Event, Period, PeriodEvent, StatusDecision
from shelters.enums import ExitCause
from shelters.models import Placement, Shelter
from shelters.rules import Days
from shelters.selectors.bednights import slept

Row = dict[str, Any]
CHUNK = 2_000
UNKNOWN = "unknown"
WITH_CASES = ("decisions", "inquiries", "stays", "periods", "returns")


def populations(year: int, years: Iterable[int]) -> Mapping[str, Iterator[Row]]:
    """Every population of ``year``; the decisions of ``years``, which the year's tables look back on."""
    return {
        "decisions": decisions(years),
        "inquiries": inquiries(year),
        "contacts": contacts(year),
        "visits": iter(outreach.visits(year)),
        "courses": courses(year),
        "stays": stays(year),
        "nights": nights(year),
        "periods": periods(year),
        "returns": returns(year),
        "refusals": refusals(year),
    }


def coded(path: str) -> Coalesce:
    """The code the statistics know: a coordinator may have said that an entry counts as another."""
    return Coalesce(NullIf(F(f"{path}__statistics_code"), Value("")), F(f"{path}__code"), Value(UNKNOWN))


def decisions(years: Iterable[int], cases: QuerySet[Any] | None = None) -> Iterator[Row]:
    """Every decision in the order it was made, with what became of it and what it is counted under."""
    chosen = list(years)
    if not chosen:
        return
    rows = StatusDecision.objects.filter(decided_on__year__in=chosen)
    rows = rows if cases is None else rows.filter(case__in=cases)
    first = identified_first(rows)
    for row in judged(rows).order_by("decided_on", "pk").iterator(chunk_size=CHUNK):
        yield {"id": row.pop("case"), **row, "again": first.get(row["person"], row["year"]) < row["year"]}


def identified_first(decided: QuerySet[StatusDecision]) -> dict[int, int]:
    """The year each person of these decisions was first identified in, for those who may be so again."""
    persons = ArraySubquery(decided.order_by().values("case__victim"))
    theirs = StatusDecision.objects.identifying().filter(Within(F("case__victim"), persons))
    rows = theirs.order_by().values("case__victim")
    return dict(rows.annotate(first=Min("decided_on__year")).values_list("case__victim", "first"))


def judged(rows: QuerySet[StatusDecision]) -> Any:
    of_case = Event.objects.standing().filter(case=OuterRef(OuterRef("case")))
    exploited = of_case.filter(kind=EventKind.EXPLOITATION).order_by("number")
    branch, act = exploited.filter(sector__isnull=False), exploited.filter(criminal_act__isnull=False)
    return rows.annotate(
        person=F("case__victim"),
        year=ExtractYear("decided_on"),
        month=ExtractMonth("decided_on"),
        annulled=Exists(Appeal.objects.filter(decision=OuterRef("pk"), outcome=AppealOutcome.ANNULLED)),
        set_aside=Exists(setting_aside()),
        said_before=Exists(
            StatusDecision.objects.unannulled()
            .positive()
            .filter(~Exists(setting_aside()), case=OuterRef("case"), pk__lt=OuterRef("pk"))
        ),
        sex=F("case__victim__sex"),
        age=Coalesce("assessment__age_band", "age_band"),
        form=Coalesce(
            NullIf("assessment__exploitation_form__statistics_code", Value("")),
            F("assessment__exploitation_form__code"),
            NullIf("exploitation_form__statistics_code", Value("")),
            F("exploitation_form__code"),
            Value(UNKNOWN),
        ),
        citizenship=Coalesce(NullIf("case__victim__citizenship", Value("")), Value(UNKNOWN)),
        residence=coded("case__residence_basis"),
        region=F("case__region"),
        branch=Coalesce(Subquery(code_of(branch.values("sector")).values("code")), Value(UNKNOWN)),
        act=Coalesce(Subquery(code_of(act.values("criminal_act")).values("counted")), Value(UNKNOWN)),
        years=Coalesce("assessment__age_years", "age_years"),
    ).values(
        "person", "year", "month", "outcome", "annulled", "set_aside", "said_before", "sex", "age", "form",
        "citizenship", "residence", "region", "branch", "act", "years", "case",
    )  # fmt: skip


def code_of(rows: QuerySet[Any]) -> Any:
    """The code the first of ``rows`` leads to. Found first and named afterwards: most rows lead to none."""
    counted = Coalesce(NullIf(F("statistics_code"), Value("")), F("code"))
    found: Any = Code.objects.order_by().filter(pk=Subquery(rows[:1]))
    return found.annotate(counted=counted)


def setting_aside() -> QuerySet[StatusDecision]:
    """What a later decision of the case said against the one at hand."""
    later = StatusDecision.objects.unannulled()
    found: QuerySet[StatusDecision] = later.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"), outcome__in=ANNULLING)
    return found


def inquiries(year: int, cases: QuerySet[Any] | None = None) -> Iterator[Row]:
    """Inquiries received in the year, and the parts of those about several persons."""
    rows = Inquiry.objects.filter(received_at__year=year)
    rows = rows if cases is None else rows.filter(case__in=cases)
    told = rows.order_by("received_at", "pk").values(
        "pk", "case", "whole", "outcome", month=ExtractMonth("received_at"), from_whom=coded("source"),
        by=coded("channel"), caller=coded("caller_type"),
    )  # fmt: skip
    for row in told.iterator(chunk_size=CHUNK):
        yield {
            "id": row["case"] if cases is not None else row["pk"],
            "part": row["whole"] is not None,
            "month": row["month"],
            "outcome": row["outcome"],
            "source": row["from_whom"],
            "channel": row["by"],
            "caller": row["caller"],
        }


def contacts(year: int) -> Iterator[Row]:
    """The three counters of each organisation; own codes never leave their room."""
    for row in outreach.figures(year)["organisations"]:
        yield {name: row[name] for name in ("organisation", "visits", "unique", "unique_at_most", "new")}


def courses(year: int) -> Iterator[Row]:
    rows = Activity.objects.filter(held_on__year=year).order_by("held_on", "pk")
    told = rows.values("participants", month=ExtractMonth("held_on"), told_to=coded("audience"))
    for row in told.iterator(chunk_size=CHUNK):
        yield {"month": row["month"], "audience": row["told_to"], "participants": row["participants"]}


def stays(year: int, cases: QuerySet[Any] | None = None) -> Iterator[Row]:
    """Stays that touch the year, or were to: who came, who moved on, and at what kind of house they began."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    window = so_far(first, after)
    rows = Placement.objects.filter(stay__overlap=DateRange(first, after))
    rows = rows if cases is None else rows.filter(case__in=cases)
    told = rows.order_by("placed_at", "pk").values_list(
        "case", "victim", "stay", "never_came", "exit_cause", "moved_from", coded("unit__shelter__accommodation_type"),
        "victim__sex", "victim__age_band",
    )  # fmt: skip
    for case, victim, stay, never_came, cause, moved_from, kind, sex, age in told.iterator(chunk_size=CHUNK):
        yield {
            "id": case,
            "person": victim,
            "kind": kind,
            "sex": sex,
            "age": age,
            "month": stay.lower.month if stay.lower >= first else 0,
            "begun": stay.lower >= first,
            "came": not never_came or cause == ExitCause.DISAPPEARED,
            "moved": moved_from is not None,
            "slept": not never_came and stay.lower < window.until and (stay.upper is None or stay.upper > first),
        }


def so_far(first: date, after: date) -> Days:
    """The year's days up to last night: nights still to come are not counted."""
    return Days(first, min(after, max(first, timezone.localdate())))


def nights(year: int) -> Iterator[Row]:
    """Nights slept, by kind of house; a night is a place that was taken, whoever took it."""
    kinds = dict(Shelter.objects.order_by().values_list("pk", coded("accommodation_type")))
    for house, number in sorted(slept(None, so_far(date(year, 1, 1), date(year + 1, 1, 1))).items()):
        yield {"kind": kinds[house], "nights": number}


def periods(year: int, cases: QuerySet[Any] | None = None) -> Iterator[Row]:
    """Periods offered or begun in the year."""
    acts = PeriodEvent.objects.filter(period=OuterRef("pk"), replaced_by__isnull=True)
    of_year = acts.filter(on__year=year)
    first = acts.filter(act=PeriodAct.STARTED).order_by("on")
    rows = Period.objects.filter(Exists(of_year.filter(act__in=[PeriodAct.OFFERED, PeriodAct.STARTED])))
    rows = rows if cases is None else rows.filter(case__in=cases)
    told = rows.annotate(
        first_day=Subquery(first.values("on")[:1]), declined=Exists(acts.filter(act=PeriodAct.DECLINED))
    )
    for row in told.order_by("pk").values("case", "kind", "first_day", "declined").iterator(chunk_size=CHUNK):
        begun = row["first_day"] is not None and row["first_day"].year == year
        yield {
            "id": row["case"],
            "kind": row["kind"],
            "month": row["first_day"].month if begun else 0,
            "begun": begun,
            "declined": row["declined"],
        }


def refusals(year: int) -> Iterator[Row]:
    """Those who may be trafficked and did not want to be registered: what may be counted of them."""
    rows = Refusal.objects.filter(month__year=year).order_by("month", "sex", "citizenship", "id")
    told = rows.values(
        "sex",
        month_of=ExtractMonth("month"),
        form=coded("exploitation_form"),
        country=Coalesce(NullIf("citizenship", Value("")), Value(UNKNOWN)),
    )
    for row in told.iterator(chunk_size=CHUNK):
        yield {"month": row["month_of"], "sex": row["sex"], "form": row["form"], "citizenship": row["country"]}


def returns(year: int, cases: QuerySet[Any] | None = None) -> Iterator[Row]:
    """Departures in the year, each for a prepared return, and who helps afterwards as far as the plan says."""
    prepared = PreparedReturn.objects.standing().filter(case=OuterRef("case"))
    rows = Departure.objects.standing().filter(departed_on__year=year)
    rows = rows if cases is None else rows.filter(case__in=cases)
    told = rows.order_by("departed_on", "pk").annotate(partner=Subquery(prepared.values("partner")[:1]))
    for row in told.values("case", "case__victim", "departed_on", "partner").iterator(chunk_size=CHUNK):
        yield {
            "id": row["case"],
            "person": row["case__victim"],
            "month": row["departed_on"].month,
            "partner": row["partner"] or UNKNOWN,
        }
