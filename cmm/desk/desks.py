"""The rows somebody's desk is made of: cases in one statement, inquiries in another."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, JSONField, OuterRef, QuerySet, Subquery, Value
from django.utils import timezone

import cases.selectors as cases_selectors
import identification.followup.selectors as followup_selectors
import shelters.selectors as shelters_selectors
from cases.models import Case, Inquiry
from cases.querysets import CaseQuerySet
from cases.selectors import inquiry_lists
from cmm.accounts.scoping import has_role_permission
from cmm.audit.selectors import opened_by
from identification.enums import AssessmentState
from identification.models import Assessment
from identification.selectors.consents import first_lapse
from identification.selectors.departures import departed

SHOWN = 20  # nobody does more in a day; the lists hold the rest
OWN = 200  # nobody has more


def own_cases(user: Any) -> CaseQuerySet:
    """The reader's open cases and those of colleagues they cover for, the longest untouched first."""
    rows: CaseQuerySet = Case.objects.allowed(user).open().filter(caseworker__in=[user.pk, *sorted(user.covers_for)])
    return with_returns(rows).order_by("touched_at", "pk")


def unassigned(user: Any) -> CaseQuerySet:
    rows: CaseQuerySet = Case.objects.allowed(user, "assign").unassigned()
    return with_returns(rows).order_by("opened_on", "pk")


def with_returns(rows: CaseQuerySet) -> CaseQuerySet:
    """Each case with its person, since when its assessment has lain with whoever wrote it, sent back, which consent
    ends soon, who has not answered, and what is late after the decision.
    """
    back = Assessment.objects.filter(case=OuterRef("pk"), state=AssessmentState.RETURNED).values("returned_at")[:1]
    today = timezone.localdate()
    found: CaseQuerySet = rows.select_related("victim", "caseworker").annotate(
        assessment_returned_at=Subquery(back),
        lapses_on=first_lapse(today + timedelta(days=settings.CMM_CONSENT_LAPSES_SOON_DAYS)),
        departed=departed(),
        unanswered=cases_selectors.longest_unanswered(today - patience()),
        lacks_papers=shelters_selectors.lacks_papers(),
        late_support=followup_selectors.late_support(today),
        return_marks=followup_selectors.return_marks(),
    )
    return found


def patience() -> timedelta:
    """How long somebody may take to answer a referral."""
    return timedelta(days=settings.CMM_REFERRAL_ANSWER_DAYS)


@dataclass(frozen=True)
class Desk:
    """The cases ``user`` has, those that wait for ``user`` to give them to somebody, those opened last, those whose
    shelter has told that somebody is gone, the inquiries nobody has answered, and by its number what else was named.
    """

    own: list[Case]
    unassigned: list[Case]
    recent: list[Case]
    gone: list[Any]
    inquiries: list[Inquiry]
    named: dict[str, Case | Inquiry]


NOTHING = Value(None, output_field=JSONField())
NEVER = Value(None, output_field=DateTimeField())


def desk_of(user: Any, refs: Iterable[str | None] = ()) -> Desk:
    """In one statement for cases and one for inquiries, whatever there is, also of what ``refs`` name."""
    named_by = [ref for ref in refs if ref]
    cases, inquiries = cases_on(user, named_by), inquiries_on(user, named_by)
    cases["recent"].sort(key=lambda case: (case.opened_at, case.ref), reverse=True)
    named = {row.ref: row for row in (*cases.pop("named"), *inquiries["named"])}
    return Desk(**cases, inquiries=inquiries["open"], named=named)


def cases_on(user: Any, refs: Collection[str]) -> dict[str, list[Any]]:
    parts = [as_part("own", unmarked(own_cases(user)))[:OWN], recently_opened(user)]
    if has_role_permission(user, "cases.assign_case"):
        parts.append(as_part("unassigned", unmarked(unassigned(user)))[:SHOWN])
    if has_role_permission(user, "cases.write_journal_case"):
        parts.append(as_part("gone", without_word(user))[:SHOWN])
    if refs:
        named = with_returns(Case.objects.allowed(user).filter(ref__in=refs))
        parts.append(as_part("named", unmarked(named)))
    return by_part(parts, "own", "unassigned", "recent", "gone", "named")


def inquiries_on(user: Any, refs: Collection[str]) -> dict[str, list[Any]]:
    """Those nobody has answered, where ``user`` answers any."""
    if not has_role_permission(user, "cases.view_inquiry"):
        return {"open": [], "named": []}
    lists = inquiry_lists(user)
    parts = [as_part("open", lists["open"])[:SHOWN]]
    if refs:
        parts.append(as_part("named", lists["all"].filter(ref__in=refs).order_by()))
    return by_part(parts, "open", "named")


def by_part(parts: list[Any], *names: str) -> dict[str, list[Any]]:
    """The rows of all ``parts``, in one statement."""
    found: dict[str, list[Any]] = {name: [] for name in names}
    for row in parts[0].union(*parts[1:], all=True):
        found[row.part].append(row)
    return found


def unmarked(rows: CaseQuerySet) -> CaseQuerySet:
    return rows.annotate(opened_at=NEVER, message=NOTHING)


def without_word(user: Any) -> CaseQuerySet:
    """The cases about which a shelter has told something nobody has seen: somebody did not come back, or did."""
    told = shelters_selectors.unseen_messages(user).order_by().values("case")
    rows = with_returns(Case.objects.allowed(user).filter(pk__in=told))
    found: CaseQuerySet = rows.annotate(opened_at=NEVER, message=shelters_selectors.message_in(user))
    return found.order_by("pk")


def as_part(name: str, rows: QuerySet[Any]) -> Any:
    return rows.annotate(part=Value(name))


def recently_opened(user: Any, number: int = 3) -> Any:
    """The cases the reader opened last in the past month, where they are still open to them."""
    opened = opened_by(user.pk, since=timezone.now() - timedelta(days=30))
    last = opened.filter(case_id=OuterRef("pk")).order_by("-at").values("at")[:1]
    rows: CaseQuerySet = Case.objects.allowed(user).filter(pk__in=opened.values("case_id"))
    found = as_part("recent", with_returns(rows).annotate(opened_at=Subquery(last), message=NOTHING))
    return found.order_by("-opened_at", "-ref")[:number]
