"""Logging in: the only two look-ups that happen before PostgreSQL knows who asks."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest

from cmm.accounts.models import RoleAssignment, User
from cmm.core.context import Context, acting, enter


class Accounts(ModelBackend):
    """Local accounts by e-mail and password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_more: Any
    ) -> User | None:
        """The open account with this address and password. An unknown address takes as long as a wrong one."""
        user = User.objects.called(username or "")
        if user is None:
            make_password(password)
            return None
        with acting(Context(user.pk, "login")):
            return user if user.check_password(password or "") and self.user_can_authenticate(user) else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session with its roles, in one statement; the rest of the request is done by its owner."""
        enter(Context(int(user_id)))
        roles = RoleAssignment.objects.filter(user=OuterRef("pk"), ended_at__isnull=True).values("role")
        found = User.objects.filter(pk=user_id).select_related("organisation")
        user = found.annotate(given_roles=ArraySubquery(roles)).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.roles = user.holding(user.given_roles)
        return user
