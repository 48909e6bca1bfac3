"""Rules about accounts that need no database."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from cmm.accounts.enums import Role
from cmm.core.errors import RuleError


def check_roles_fit(*, roles: Collection[str], organisation: Any) -> None:
    """Every role belongs where the organisation's capabilities put it. Raises RuleError at ``roles``."""
    misplaced = [str(Role(role).label) for role in sorted(roles) if not organisation.may_hold(role)]
    if misplaced:
        raise RuleError(
            _("%(organisation)s cannot have the role %(roles)s."),
            code="role_misplaced",
            params={"organisation": organisation, "roles": ", ".join(misplaced)},
            field="roles",
        )
