"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from itertools import count
from secrets import choice
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cases.code_names import numbered
from cases.models import Case, Code, Victim
from cases.querysets import CodeQuerySet
from cmm.accounts.enums import Role
from cmm.accounts.models import User

CASEWORK = (Role.CMM_CASEWORKER, Role.CMM_COORDINATOR)
ACTS = ("view", "change", "write_journal", "interview", "assess", "decide", "request_place", "assign")


def codes(code_list: str) -> CodeQuerySet:
    """The entries of ``code_list`` that may be chosen today, in the coordinator's order."""
    rows: CodeQuerySet = Code.objects.of(code_list)
    return rows.current(timezone.localdate())


def caseworkers(organisation_id: int) -> QuerySet[User]:
    """Colleagues who can have cases: open accounts with a role of casework."""
    held = {"role_assignments__role__in": CASEWORK, "role_assignments__ended_at__isnull": True}
    colleagues: QuerySet[User] = User.objects.filter(organisation=organisation_id, is_active=True, **held)
    return colleagues.distinct().order_by("name", "pk")


def proposed_code_name() -> str:
    """A code name nobody has: a word, or when every word is taken, a word with the first free number."""
    for number in count(1):
        candidates = numbered(number)
        taken = set(Victim.objects.filter(code_name__in=candidates).values_list("code_name", flat=True))
        free = [name for name in candidates if name not in taken]
        if free:
            break
    return choice(free)


def acts_on(user: Any, case: Case) -> frozenset[str]:
    """Which actions ``user`` may do to ``case``, asked in one statement and once per page."""
    asked: dict[int, frozenset[str]] = case.__dict__.setdefault("_acts", {})
    if user.pk not in asked:
        answers = {act: Exists(Case.objects.allowed(user, act).filter(pk=OuterRef("pk"))) for act in ACTS}
        row = Case.objects.filter(pk=case.pk).values(**{f"may_{act}": answer for act, answer in answers.items()}).get()
        asked[user.pk] = frozenset(act for act in ACTS if row[f"may_{act}"])
    return asked[user.pk]
