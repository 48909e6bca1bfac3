from datetime import date
from typing import Self

from django.contrib.auth.base_user import BaseUserManager

from cmm.accounts.scoping import ReachQuerySet


class OrganisationQuerySet(ReachQuerySet):
    """Organisations, which end but are never deleted."""

    def current(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).exclude(valid_to__lte=day)


class UserQuerySet(ReachQuerySet):
    """Users, found by e-mail in any case."""


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, username):
        return self.select_related("organisation").get(email__iexact=username)
