"""Rules about accounts that need no database."""

from collections.abc import Collection
from datetime import datetime, timedelta
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


# What is moved less than this is not worth a write: at most one a minute for each session.
WORTH_A_WRITE = timedelta(minutes=1)


def end_of_session(*, began: datetime, used: datetime, idle: timedelta, longest: timedelta) -> datetime:
    """``idle`` after it was last used, and no later than ``longest`` after it began."""
    return min(used + idle, began + longest)


def moved_end(*, known: datetime, end: datetime) -> datetime:
    """The end a session has from now on: ``end``, unless that is no later, or not by enough, than the one ``known``."""
    return end if end - known >= WORTH_A_WRITE else known


# Guessing: the first tries are free, then each costs twice the wait of the one before. Whoever guesses from elsewhere
# costs its victim nothing, for each counts for one account from one place (cmm.accounts.services.guesses).
FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)
GUESSES_FORGOTTEN = timedelta(hours=24)


def wait_after(failures: int) -> timedelta:
    """How long after the last of so many failures in a row the next try is heard."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * int(2 ** min(failures - FREE_TRIES, 20)), LONGEST_WAIT)


INVITATION_LASTS = timedelta(hours=72)
# Whoever has told their password has so long for their second factor, and a question so long for its answer.
TICKET_LASTS = timedelta(minutes=5)
RECOVERY_CODES = 10


def check_two(*, asked_by: Any, confirmed_by: Any) -> None:
    """New access is given by two. Raises RuleError."""
    if asked_by == confirmed_by:
        raise RuleError(_("Another administrator must confirm. You asked for it yourself."), code="takes_two")
