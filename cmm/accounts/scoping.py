"""The evaluation of the policy table and of grants: ``allowed`` for rows, and what follows from it.

Every question about access is asked here. guardian stores the grants; its shortcuts know nothing of expiry
and are banned (house.md section 10).
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from cmm.accounts.roles import LEVELS, READING, policies_for

Reach = Callable[[Any], Q]
Reaches = Mapping[str, Reach]

# Whoever opened a case to themselves broke the glass, and keeps it open only while the role that may is theirs.
GLASS = "cases.add_brokenglass"

# What may be done to a file that lies in another: it is read, and its access looked after.
TO_A_HUSK = READING | {"write_journal", "control_access", "merge", "judge", "end"}

EVERY_ROW: Reach = lambda _user: Q(pk__isnull=False)  # noqa: E731 -- reads as the table it stands in
ORGANISATION_REACHES: Reaches = {"in_charge": lambda user: in_charge(user, "id")}
USER_REACHES: Reaches = {"in_charge": lambda user: in_charge(user, "organisation_id")}


def in_charge(user: Any, path: str) -> Q:
    """An administrator's own organisation. CMM's also those without two administrators of their own: what takes two
    could not be done there, and where there are two nobody from outside touches an account.
    """
    own = Q(**{path: user.organisation_id})
    if "casework" not in user.organisation.capabilities:
        return own
    return own | Q(Outside(F(path), RawSQL("(SELECT sec.self_administered())::bigint[]", [])))


class Outside(Func):
    """Whether a column holds none of an array, which PostgreSQL makes once a statement (security.md 2.2)."""

    template, arg_joiner = "%(expressions)s)", " <> ALL ("
    output_field = models.BooleanField()


class Within(Outside):
    """Whether it holds one of them."""

    arg_joiner = " = ANY ("


class ReachQuerySet(models.QuerySet[Any]):
    """Rows opened by a role's reach or by a live grant, and by nothing where a wall stands before them. No role opens
    a whole table by itself.
    """

    def allowed(self, user: Any, action: str = "view") -> Self:
        """The rows ``user`` may do ``action`` to; nobody else's exist for them."""
        return self.filter(opened(user, self.model, action))

    def acts_on(self, user: Any, row: Any, actions: Collection[str], **also: Any) -> frozenset[str]:
        """Which of ``actions`` the user may do to one row, and which of ``also`` are true of it: one statement, and one
        more where a grant opens any of them. What stands before every act, a wall or another file, is asked once.
        """
        ways = {action: by_role(user, self.model, action) for action in actions}
        barred = {"free": unwalled(user, self.model), "here": outside_husks(self.model)}
        some = {"granted": granted(user, self.model, *actions)}
        found = self.answers(row, ways | barred | some, also)
        may = {action for action in actions if found[action]}
        if found["granted"]:
            given = self.answers(row, {action: granted(user, self.model, action) for action in set(actions) - may}, {})
            may |= {action for action in given if given[action]}
        may &= set(actions if found["here"] else TO_A_HUSK) if found["free"] else set()
        return frozenset(may | {word for word in also if found[word]})

    def answers(self, row: Any, conditions: Mapping[str, Q], also: Mapping[str, Any]) -> dict[str, bool]:
        """Whether each is true of one row; an empty condition stands in nobody's way."""
        asked = {
            word: Case(When(said, then=True), default=False) if said else Value(True)
            for word, said in conditions.items()
        }
        found = self.filter(pk=row.pk).values(**{f"is_{word}": answer for word, answer in (asked | dict(also)).items()})
        return {word.removeprefix("is_"): answer for word, answer in found.get().items()}


def opened(user: Any, model: Any, action: str) -> Q:
    """The condition under which ``user`` may do ``action`` to a row. Grants come after roles: where a role opens the
    row they are not asked for.
    """
    ways = by_role(user, model, action) | granted(user, model, action) | through(user, model, action)
    return ways & unwalled(user, model) & (Q() if action in TO_A_HUSK else outside_husks(model))


def by_role(user: Any, model: Any, action: str) -> Q:
    """Rows a reach of the policy table opens to the user."""
    ways = Q(pk__in=[])
    if getattr(user, "is_active", False):
        for policy in policies_for(user.roles, noun_of(model), action):
            if policy.reach in model.reaches:  # "role" ties no row, and a person is tied by fewer than a case
                ways |= model.reaches[policy.reach](user) & up_to(model, policy.up_to)
    return ways


def noun_of(model: Any) -> str:
    """The noun of the policy table that speaks of a model's rows: its own, or that of what it belongs to."""
    return str(getattr(model, "noun", model._meta.label_lower))


def up_to(model: Any, level: str) -> Q:
    """Rows not protected above ``level``; nouns without a protection level are all normal."""
    path = model.protection_path
    return Q(**{f"{path}__in": LEVELS[level]}) if path else Q()


def unwalled(user: Any, model: Any) -> Q:
    """Rows no wall keeps from the user: not of a case that one does, nor persons all of whose cases one does."""
    path, function = wall_of(model)
    if not path:
        return Q()
    walled = RawSQL(f"(SELECT {function}(%s))::bigint[]", [user.pk])  # noqa: S611 -- names of our own
    free = Q(Outside(F(path), walled))
    return free | Q(**{f"{path}__isnull": True}) if model._meta.get_field(path).null else free


def lies_elsewhere(user: Any, model: Any, lookup: Mapping[str, Any]) -> bool:
    """Whether the user sees the row, and it is under a file that was merged into another."""
    outside = outside_husks(model)
    return bool(outside) and bool(model._default_manager.allowed(user).filter(**lookup).exclude(outside).exists())


def outside_husks(model: Any) -> Q:
    """Rows of no file that was merged into another: nobody works on there, and the database refuses it too."""
    path = getattr(model, "case_path", "")
    if not path:
        return Q()
    free = Q(Outside(F(path), RawSQL("(SELECT sec.husks())::bigint[]", [])))
    return free | Q(**{f"{path}__isnull": True}) if model._meta.get_field(path).null else free


def wall_of(model: Any) -> tuple[str, str]:
    """The column that walls look at, and the function that gives what stands behind them; empty where none can."""
    if path := getattr(model, "case_path", ""):
        return path, "sec.walled"
    return ("id", "sec.walled_persons") if getattr(model, "seen_through", "") else ("", "")


def granted(user: Any, model: Any, *actions: str) -> Q:
    """Rows a live grant opens to the user or to the user's organisation for one of ``actions``: the case itself, and
    for the same act the rows under it.
    """
    path = getattr(model, "case_path", None)
    if path is None or not getattr(model, "follows_grants", True) or not getattr(user, "is_active", False):
        return Q(pk__in=[])
    terms = [user.pk, list(actions), timezone.now(), has_role_permission(user, GLASS)]
    opened = RawSQL("(SELECT sec.granted_to(%s, %s, %s, %s))::bigint[]", terms)
    return Q(Within(F(path), opened))


def through(user: Any, model: Any, action: str) -> Q:
    """Some rows are also opened through others that are: a person through a case."""
    relation = getattr(model, "seen_through", "")
    if not relation:
        return Q(pk__in=[])
    others = model._meta.get_field(relation)
    return Q(pk__in=others.related_model._default_manager.allowed(user, action).values(others.field.attname))


def in_force(grant_model: Any) -> models.QuerySet[Any]:
    """Grants in force at this moment."""
    now = timezone.now()
    begun: models.QuerySet[Any] = grant_model.objects.filter(valid_from__lte=now)
    return begun.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=now))


def grant(*, to: Any, action: str, row: Any, reason: str, given_by: Any, valid_to: datetime | None = None) -> Any:
    """``to`` (a user or an organisation) may do ``action`` to ``row`` until ``valid_to``; granting again renews."""
    user_grants, group_grants = type(row).grant_models()
    model, whom = (group_grants, {"group": to.group}) if hasattr(to, "group") else (user_grants, {"user": to})
    terms = {"reason": reason, "granted_by": given_by, "valid_from": timezone.now(), "valid_to": valid_to}
    permission = permission_for(type(row), action)
    return model.objects.update_or_create(permission=permission, content_object=row, **whom, defaults=terms)[0]


def revoke(grant_row: Any) -> None:
    """The grant ends now; the row stays, for the log to point at."""
    grant_row.valid_to = max(timezone.now(), grant_row.valid_from)
    grant_row.save(update_fields=["valid_to"])


def permission_for(model: Any, action: str) -> Permission:
    return Permission.objects.get(
        content_type__app_label=model._meta.app_label, codename=f"{action}_{model._meta.model_name}"
    )


def can(user: Any, action: str, instance: Any) -> bool:
    """Ask of one row what ``allowed`` answers for many; of a row the reader cannot even see, nothing."""
    if not isinstance(instance, models.Model):
        return False
    rows: ReachQuerySet = manager_of(instance).allowed(user, action)
    return rows.filter(pk=instance.pk).exists()


def manager_of(instance: models.Model) -> Any:
    return type(instance)._default_manager


def require(actor: Any, action: str, instance: Any) -> None:
    """Stop a verb whose actor may not do ``action`` to this row. Raises PermissionDenied."""
    if not can(actor, action, instance):
        raise PermissionDenied(f"{action} {instance._meta.label_lower}")


def has_role_permission(user: Any, permission: str) -> bool:
    """Whether a role of the user opens ``permission`` ("cases.add_inquiry"), whatever the row."""
    app, codename = permission.split(".")
    action, _, model = codename.rpartition("_")
    return bool(getattr(user, "is_active", False) and policies_for(user.roles, f"{app}.{model}", action))


def require_role(actor: Any, permission: str) -> None:
    """Stop a verb that has no row yet. Raises PermissionDenied."""
    if not has_role_permission(actor, permission):
        raise PermissionDenied(permission)
