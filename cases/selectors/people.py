"""Colleagues who can have cases, and what a reader may do to one."""

from itertools import count
from secrets import SystemRandom
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.code_names import numbered
from cases.models import Case, Victim
from cmm.accounts.enums import Capability, Role
from cmm.accounts.models import Organisation, RoleAssignment, User
from cmm.accounts.scoping import has_role_permission
from cmm.core.danish import danish
from cmm.core.once import once

MERGED = "merged"
CASEWORK = (Role.CMM_CASEWORKER, Role.CMM_COORDINATOR)
ACTS = (
    "view", "change", "write_journal", "interview", "assess", "decide", "set_periods", "record_ruling",
    "request_place", "assign", "hand_on", "control_access", "merge",
)  # fmt: skip


def contact_persons() -> QuerySet[User]:
    """Everybody who can have cases: open accounts with a role of casework."""
    holders = RoleAssignment.objects.filter(role__in=CASEWORK, ended_at__isnull=True)
    found: QuerySet[User] = User.objects.filter(is_active=True, pk__in=holders.values("user"))
    return found.order_by(danish("name"), "pk")


def caseworkers(organisation_id: int) -> QuerySet[User]:
    """Colleagues of one organisation who can have cases."""
    return contact_persons().filter(organisation=organisation_id)


def may_be_given_to(user: Any) -> QuerySet[User]:
    """Whom ``user`` may make contact person of a new case: coordinators anybody, caseworkers themselves."""
    colleagues = caseworkers(user.organisation_id)
    return colleagues if has_role_permission(user, "cases.assign_case") else colleagues.filter(pk=user.pk)


def referrers() -> QuerySet[Organisation]:
    """Organisations whose staff can log in to follow what they referred."""
    rows: QuerySet[Organisation] = Organisation.objects.current(timezone.localdate())
    return rows.filter(capabilities__overlap=[Capability.POLICE, Capability.OUTREACH]).order_by(danish("name_da"), "pk")


def proposed_code_names(wanted: int = 1) -> list[str]:
    """Code names nobody has: words, or when every word is taken, words with the first free number."""
    found: list[str] = []
    for number in count(1):
        candidates = numbered(number)
        taken = set(Victim.objects.filter(code_name__in=candidates).values_list("code_name", flat=True))
        free = [name for name in candidates if name not in taken]
        found += SystemRandom().sample(free, min(len(free), wanted - len(found)))
        if len(found) == wanted:
            break
    return found


def acts_on(user: Any, case: Case) -> frozenset[str]:
    """Which actions ``user`` may do to ``case``, and MERGED where it has a part in a merge: asked once a page."""
    return once(case, ask_acts, user, case)


def ask_acts(user: Any, case: Case) -> frozenset[str]:
    acts: frozenset[str] = Case.objects.acts_on(user, case, ACTS, **{MERGED: is_merged()})
    return acts


def is_merged() -> Exists:
    """Whether a case lies in another, or another in it. Most do not, and nothing more is asked of them."""
    merges = apps.get_model("merging.Merge").objects.filter(undone_at__isnull=True)
    return Exists(merges.filter(Q(case=OuterRef("pk")) | Q(husk=OuterRef("pk"))))
