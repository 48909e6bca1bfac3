"""A system check: every noun, action and reach of the policy table exists."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register

from cmm.accounts.roles import POLICIES


@register()
def policies_name_what_exists(**_kwargs: Any) -> list[Error]:
    errors = []
    for policy in POLICIES:
        try:
            model: Any = apps.get_model(policy.noun)
        except LookupError:
            errors.append(Error(f"The policy table names {policy.noun}, which does not exist.", id="accounts.E001"))
            continue
        known = {*model._meta.default_permissions, *(code.rsplit("_", 1)[0] for code, _ in model._meta.permissions)}
        errors += [
            Error(
                f"The policy table names {action} on {policy.noun}, which is no permission of it.", id="accounts.E002"
            )
            for action in policy.actions
            if action not in known
        ]
        if policy.reach != "role" and policy.reach not in model.reaches:
            errors.append(Error(f"{policy.noun} has no reach {policy.reach}.", id="accounts.E003"))
    return errors
