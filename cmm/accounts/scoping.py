"""The evaluation of the policy table and of grants: ``allowed`` for rows, and what follows from it.

Every question about access is asked here. guardian stores the grants; its shortcuts know nothing of expiry
and are banned (house.md section 10).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cmm.accounts.roles import LEVELS, policies_for

Reach = Callable[[Any], Q]
Reaches = Mapping[str, Reach]

EVERY_ROW: Reach = lambda _user: Q(pk__isnull=False)  # noqa: E731 -- reads as the table it stands in
ORGANISATION_REACHES: Reaches = {
    "in_charge": lambda user: EVERY_ROW(user) if is_central(user) else Q(pk=user.organisation_id),
}
USER_REACHES: Reaches = {
    "in_charge": lambda user: EVERY_ROW(user) if is_central(user) else Q(organisation=user.organisation_id),
}


def is_central(user: Any) -> bool:
    """CMM administers its own users and those of organisations without an administrator of their own."""
    return "casework" in user.organisation.capabilities


class ReachQuerySet(models.QuerySet[Any]):
    """Rows opened by a role's reach or by a live grant. No role opens a whole table by itself."""

    def allowed(self, user: Any, action: str = "view") -> Self:
        """The rows ``user`` may do ``action`` to; nobody else's exist for them."""
        if not getattr(user, "is_active", False):
            return self.none()
        noun = noun_of(self.model)
        opened = granted(user, self.model, action)
        for policy in policies_for(user.roles, noun, action):
            if policy.reach != "role":
                opened |= self.model.reaches[policy.reach](user) & up_to(self.model, policy.up_to)
        return self.filter(opened)


def noun_of(model: Any) -> str:
    """The noun of the policy table that speaks of a model's rows: its own, or that of what it belongs to."""
    return str(getattr(model, "noun", model._meta.label_lower))


def up_to(model: Any, level: str) -> Q:
    """Rows not protected above ``level``; nouns without a protection level are all normal."""
    path = model.protection_path
    return Q(**{f"{path}__in": LEVELS[level]}) if path else Q()


def granted(user: Any, model: Any, action: str) -> Q:
    """Rows a live grant opens to the user or to the user's organisation: the case itself, and for the same act the
    rows under it.
    """
    path = getattr(model, "case_path", None)
    if path is None:
        return Q(pk__in=[])
    of = model if path == "id" else model._meta.get_field(path.removesuffix("_id")).related_model
    user_grants, group_grants = of.grant_models()
    mine = live_grants(user_grants, of, action).filter(user=user)
    ours = live_grants(group_grants, of, action).filter(group=user.organisation.group_id)
    opened = Q(**{f"{path}__in": mine.values("content_object")})
    return opened | Q(**{f"{path}__in": ours.values("content_object")})


def live_grants(grant_model: Any, model: Any, action: str) -> models.QuerySet[Any]:
    """Grants of ``action`` in force at this moment."""
    now = timezone.now()
    codename = f"{action}_{model._meta.model_name}"
    in_force: models.QuerySet[Any] = grant_model.objects.filter(valid_from__lte=now).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=now)
    )
    return in_force.filter(permission__codename=codename, permission__content_type__app_label=model._meta.app_label)


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
