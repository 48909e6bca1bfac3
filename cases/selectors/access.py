"""Who has access to a case besides those whose role opens it, and who is kept out."""

from functools import cache
from itertools import chain
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from cases.models import BrokenGlass, Case, CaseGroupGrant, CaseUserGrant, Wall
from cmm.accounts.models import RoleAssignment, User
from cmm.accounts.roles import POLICIES
from cmm.accounts.scoping import in_force
from cmm.core.danish import danish


def grants_on(case: Case) -> list[CaseUserGrant | CaseGroupGrant]:
    """What is in force now of what a coordinator gave: to persons first, then to organisations."""
    joins = ("permission", "granted_by", "content_object")
    to_persons = in_force(CaseUserGrant).exclude(granted_by=F("user")).select_related("user__organisation", *joins)
    to_organisations = in_force(CaseGroupGrant).select_related("group__organisation", *joins)
    both = (rows.filter(content_object=case).order_by("valid_from", "pk") for rows in (to_persons, to_organisations))
    return list(chain(*both))


def walls_on(case: Case) -> list[Wall]:
    """Those that stand first, each kind newest first."""
    rows = Wall.objects.filter(case=case).select_related("user__organisation", "raised_by", "lifted_by")
    return list(rows.order_by(F("lifted_at").desc(nulls_first=True), "-raised_at", "-pk"))


def glasses_on(case: Case, user: Any) -> list[BrokenGlass]:
    """Every emergency access there was to the case, newest first."""
    rows = BrokenGlass.objects.allowed(user).filter(case=case).select_related("user", "reviewed_by")
    return list(rows.order_by("-opened_at", "-pk"))


def may_be_kept_out(case: Case, by: Any) -> QuerySet[User]:
    """Whom a wall can stand before: everybody whose role may bring them to a case or to what lies under one."""
    holders = RoleAssignment.objects.filter(role__in=roles_that_meet_cases(), ended_at__isnull=True)
    users: QuerySet[User] = User.objects.filter(is_active=True, pk__in=holders.values("user"))
    walled = Wall.objects.standing().filter(case=case)
    users = users.exclude(Q(pk=by.pk) | Q(pk__in=walled.values("user")))
    return users.select_related("organisation").order_by(danish("organisation__name_da"), danish("name"), "pk")


def may_be_let_in(case: Case, by: Any) -> QuerySet[User]:
    """To whom access to the case can be given: the same, but for the contact person, who has it."""
    others = may_be_kept_out(case, by)
    return others.exclude(pk=case.caseworker_id) if case.caseworker_id else others


@cache
def roles_that_meet_cases() -> frozenset[str]:
    return frozenset(policy.role for policy in POLICIES if getattr(apps.get_model(policy.noun), "case_path", None))
