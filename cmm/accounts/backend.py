"""Logging in: the only two look-ups that happen before PostgreSQL knows who asks."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest

from cmm.accounts.models import Cover, RoleAssignment, User
from cmm.accounts.policies.reader import Reader
from cmm.core.context import Context, acting, enter
from cmm.core.standing import StandingStatement

# What rooms above want to know of whoever asks, by name: it comes along in the one statement that loads the account, so
# that every page can show it and none asks for it. Each makes an expression over the account.
ALONG: dict[str, Callable[[], Any]] = {}


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
        """The account of a session, its roles and covers in one statement; the rest of the request is its owner's."""
        enter(Context(int(user_id)))
        user = next(iter(READER.rows()), None)
        if user is None or not self.user_can_authenticate(user):
            return None
        user.roles, user.covers_for = user.holding(user.given_roles), frozenset(user.given_covers)
        return user


def reader() -> QuerySet[User]:
    """The account of whoever acts, with what every page wants to know of it."""
    roles = RoleAssignment.objects.filter(user=OuterRef("pk"), ended_at__isnull=True).values("role")
    covers = Cover.objects.in_force(Reader.today).filter(covering=OuterRef("pk")).order_by().values("absent")
    along = {name: expression() for name, expression in ALONG.items()}
    found = User.objects.filter(pk=Reader.pk).select_related("organisation").order_by()
    return found.annotate(given_roles=ArraySubquery(roles), given_covers=ArraySubquery(covers), **along)


READER = StandingStatement(reader)
