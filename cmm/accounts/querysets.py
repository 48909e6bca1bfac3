from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.utils import timezone

from cmm.accounts.scoping import ReachQuerySet


class OrganisationQuerySet(ReachQuerySet):
    """Organisations, which end but are never deleted."""

    def current(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).exclude(valid_to__lte=day)


class UserQuerySet(ReachQuerySet):
    """Users, found by e-mail in any case."""

    def called(self, email: str) -> Any:
        """The account with this address, asked before anybody is known; None where there is none."""
        return next(iter(self.raw("SELECT * FROM sec.account(%s)", [email])), None)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, username):
        user = self.called(username)
        if user is None:
            raise self.model.DoesNotExist
        return user


class CoverQuerySet(models.QuerySet[Any]):
    def in_force(self, today: Any = None) -> Self:
        """Those of today that nobody has ended."""
        return self.filter(ended_at__isnull=True, days__contains=today or timezone.localdate())


class SessionQuerySet(models.QuerySet[Any]):
    """Sessions, found by the hash of their key."""

    def called(self, key_hash: str) -> Any:
        """The session with this key, asked before anybody is known; None where there is none."""
        return next(iter(self.raw("SELECT * FROM sec.session(%s)", [key_hash])), None)
