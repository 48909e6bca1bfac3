"""What this room counts for the yearly report: returns, criminal proceedings, and compensation. Plain counts by code;
withholding is the report's matter.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from identification.followup.enums import CriminalStep
from identification.followup.models import Claim, CriminalEvent, PreparedReturn, ReturnEvent
from identification.models import Departure

UNKNOWN = "unknown"


def figures(year: int) -> dict[str, Any]:
    """Everything of ``year``, in seven statements whatever the year holds."""
    return {"year": year, "returns": returns(year), "prosecution": prosecution(year), "compensation": claims(year)}


def returns(year: int) -> dict[str, Any]:
    """Persons who left for a prepared return in ``year``, by country, partner, sex and age; and how many were offered
    one, said yes, and had their return completed or interrupted that year. A person counts once.
    """
    rows = list(departed(year).values("victim", "country", "partner", "sex", "age"))
    each = {row["victim"]: row for row in rows}.values()
    marks = ReturnEvent.objects.standing().filter(happened_on__year=year).order_by().values("mark")
    counted = {row["mark"]: row["n"] for row in marks.annotate(n=Count("case__victim", distinct=True))}
    return {
        "departed": len(each),
        "by": {key: tally(row[key] for row in each) for key in ("country", "partner", "sex", "age")},
        "persons": {mark: counted.get(mark, 0) for mark in ("offered", "accepted", "declined", "completed")},
        "interrupted": counted.get("interrupted", 0),
    }


def departed(year: int) -> Any:
    """A day of departure counts where the return was one that somebody prepared."""
    prepared = PreparedReturn.objects.standing().filter(case=OuterRef("case"))
    rows = Departure.objects.standing().filter(departed_on__year=year).order_by("departed_on", "pk")
    return rows.annotate(
        victim=F("case__victim"),
        country=Coalesce(Subquery(prepared.values("country")[:1]), Value(UNKNOWN)),
        partner=Coalesce(Subquery(prepared.values("partner")[:1]), Value(UNKNOWN)),
        sex=F("case__victim__sex"),
        age=F("case__victim__age_band"),
    )


def prosecution(year: int) -> dict[str, Any]:
    """Criminal cases by what happened in them in ``year``, and by section: each case once for each kind of step; and
    the persons who were the injured party in one of them.
    """
    rows = CriminalEvent.objects.standing().filter(happened_on__year=year).order_by()
    each = list(rows.values("case", "proceeding", "step", "provision").distinct())
    steps = {(row["case"], row["proceeding"], row["step"]) for row in each}
    sections = {(row["case"], row["proceeding"], row["step"], row["provision"]) for row in each}
    counted = Counter(step for _case, _proceeding, step in steps)
    return {
        "proceedings": len({(case, proceeding) for case, proceeding, _step in steps}),
        "persons": rows.values("case__victim").distinct().count(),
        "by": {
            "step": {step.value: counted[step.value] for step in CriminalStep},
            "step_and_provision": tally(f"{step}:{section}" for *_key, step, section in sections),
        },
    }


def claims(year: int) -> dict[str, Any]:
    """Claims made in ``year`` by whom they were made to, and those decided in it by outcome, with the kroner."""
    rows = Claim.objects.standing().order_by()
    made = list(rows.filter(claimed_on__year=year).values("body").annotate(n=Count("pk"), kroner=Sum("claimed")))
    ended = rows.filter(~Q(outcome=""), decided_on__year=year).values("outcome")
    decided = list(ended.annotate(n=Count("pk"), kroner=Sum("granted")))
    return {
        "claimed": sum(row["n"] for row in made),
        "kroner_claimed": sum(row["kroner"] for row in made),
        "kroner_granted": sum(row["kroner"] for row in decided),
        "by": {
            "body": {row["body"]: row["n"] for row in made},
            "outcome": {row["outcome"]: row["n"] for row in decided},
        },
    }


def tally(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
