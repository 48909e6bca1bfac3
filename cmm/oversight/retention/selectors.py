"""How long each case is kept, what is due, and what a destruction takes."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.enums import MINORS
from cases.merging.models import Merge
from cases.models import Case
from cmm.accounts.models import User
from cmm.oversight.retention.enums import Category
from cmm.oversight.retention.models import Destruction, LegalHold, Rule, RuleChange
from cmm.oversight.retention.models.destruction import APPROVED, WAITS
from cmm.oversight.retention.rules import Facts, InForce, category_of, closed_by, in_force, kept_until
from identification.enums import Outcome
from identification.models import StatusDecision

DECIDED = StatusDecision.objects.filter(case=OuterRef("pk"))
IS_CHILD = Q(victim__age_band__in=MINORS)
# The same as ``category_of``, asked of many rows; a test holds them against each other.
OF = {
    Category.CHILD: IS_CHILD,
    Category.IDENTIFIED: ~IS_CHILD & Q(is_identified=True),
    Category.NOT_IDENTIFIED: ~IS_CHILD & Q(is_identified=False, is_decided=True),
    Category.LEFT_EARLY: ~IS_CHILD & Q(is_identified=False, is_decided=False),
}


@dataclass(frozen=True)
class Kept:
    """How long one case is kept: as what, by which rule, and until when, where it is closed."""

    category: Category
    years: int
    source: str
    is_settled: bool
    until: date | None

    @property
    def category_label(self) -> str:
        return str(self.category.label)

    def is_due(self, today: date) -> bool:
        return self.until is not None and self.until <= today


def rules() -> dict[str, InForce]:
    """What is in force today of each kind, in the order the kinds are listed in."""
    confirmed = RuleChange.objects.filter(is_confirmed=True)
    return in_force(Rule.objects.order_by("pk"), confirmed, timezone.localdate())


def changes_of(user: Any) -> list[RuleChange]:
    """Every change that was proposed, the newest first."""
    rows = RuleChange.objects.allowed(user).select_related("proposed_by", "settled_by")
    return list(rows.order_by("-proposed_at", "-pk")[:MOST_CHANGES])


MOST_CHANGES = 100


def uncounted_years(case: Any) -> list[int]:
    """The years a closed case counts in that no report has counted yet."""
    return uncounted_among([case])[case.pk]


def uncounted_among(cases: Collection[Any]) -> dict[int, list[int]]:
    """The same of many, asked for together."""
    spans = {case.pk: range(case.opened_on.year, case.closed_on.year + 1) for case in cases if case.closed_on}
    if not any(spans.values()):
        return {case.pk: [] for case in cases}
    first, last = min(span.start for span in spans.values()), max(span.stop - 1 for span in spans.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.uncounted_years(%s, %s)", [first, last])
        years = cursor.fetchone()[0]
    return {case.pk: [year for year in years if year in spans.get(case.pk, ())] for case in cases}


def with_facts(cases: Any) -> Any:
    identified = DECIDED.filter(in_force=True, outcome=Outcome.TRAFFICKED)
    return cases.annotate(is_identified=found_in(identified), is_decided=found_in(DECIDED))


def found_in(rows: QuerySet[StatusDecision]) -> Coalesce:
    """Whether there is one, asked row by row of its case: of EXISTS the planner may make a list of every decision."""
    return Coalesce(Subquery(rows.order_by().annotate(yes=Value(True)).values("yes")[:1]), Value(False))


def facts_of(case: Any) -> Facts:
    return Facts(
        is_child=case.victim.age_band in MINORS,
        is_identified=case.is_identified,
        is_decided=case.is_decided,
        closed_on=case.closed_on,
    )


def kept(case: Any, known: dict[str, InForce]) -> Kept:
    """Of a case that carries its facts (``with_facts``)."""
    facts = facts_of(case)
    rule = known[category_of(facts)]
    until = kept_until(facts.closed_on, rule.years) if facts.closed_on else None
    return Kept(Category(rule.category), rule.years, rule.source, rule.is_settled, until)


def kept_of(case: Case) -> Kept:
    return kept(with_facts(Case.objects.filter(pk=case.pk)).select_related("victim").get(), rules())


def due_cases(user: Any, today: date, known: dict[str, InForce]) -> QuerySet[Case]:
    """Cases the user may propose to destroy, whose time has run out: the longest ago first."""
    found = Q()
    for category, of_kind in OF.items():
        found |= of_kind & Q(closed_on__lte=closed_by(today, known[category].years))
    mine: Any = Case.objects.allowed(user, "control_access").filter(closed_on__isnull=False)
    lies_elsewhere = Merge.objects.filter(husk=OuterRef("pk"), undone_at__isnull=True)
    rows: QuerySet[Case] = with_facts(mine).filter(found, ~Exists(lies_elsewhere))
    return rows.select_related("victim").order_by("closed_on", "pk")


def lying_open(user: Any) -> QuerySet[Destruction]:
    """Proposals that wait for somebody else, and what is approved and not yet carried out."""
    rows: QuerySet[Destruction] = Destruction.objects.allowed(user).filter(WAITS | APPROVED)
    return rows.select_related("proposed_by", "settled_by").order_by("proposed_at", "pk")


def standing_hold(case: Case) -> LegalHold | None:
    found: LegalHold | None = (
        LegalHold.objects.filter(case=case, lifted_at__isnull=True).select_related("set_by").first()
    )
    return found


def open_destruction(case: Case) -> Destruction | None:
    found: Destruction | None = Destruction.objects.filter(WAITS | APPROVED, case=case).first()
    return found


def names_of(users: Collection[int]) -> dict[int, str]:
    return {user.pk: str(user) for user in User.objects.filter(pk__in=users).order_by("pk")}


def would_go(case_id: int) -> dict[str, int]:
    """How many rows of each table a destruction would take, as far as the reader may be told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.would_go(%s)", [case_id])
        found = cursor.fetchone()[0]
    return dict(json.loads(found) if isinstance(found, str) else found)
