"""Reads about accounts that shape a page."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from cmm.accounts.models import RoleAssignment
from cmm.core.danish import danish


def users_with_roles(users: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Users by name with what a list shows of them, narrowed by words in name or e-mail."""
    if words:
        users = users.filter(Q(name__icontains=words) | Q(email__icontains=words))
    held = Prefetch(
        "role_assignments", RoleAssignment.objects.filter(ended_at__isnull=True).order_by("role"), to_attr="held"
    )
    return users.select_related("organisation").prefetch_related(held).order_by(danish("name"), "pk")
