"""The register cannot answer just now: its database is gone, full or too slow, or a clock is wrong. A page says which,
what became of what was sent, and what to do; it needs no database.
"""

import errno
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error
from psycopg.errors import DeadlockDetected, DiskFull, LockNotAvailable, QueryCanceled

from cmm.core.context import WrongClock

FULL = {errno.ENOSPC, errno.EDQUOT}
WAIT = _("Wait a minute and try again. If it happens again, call those who run the register.")
CALL = _("Call those who run the register at once.")
NOT_SAVED = _("What you just sent has not been saved.")
UNTOLD = _(
    "You were not told that what you just sent was saved. See whether it stands there before you send it once more."
)
# Of each reason: its title, what it means, what became of what was sent, and what to do.
SAID = {
    "gone": (_("The register does not answer just now"), _("Its database cannot be reached."), UNTOLD, WAIT),
    "full": (
        _("There is no room for more in the register"),
        _("The register’s disk is full, and nobody can write before there is room again."),
        NOT_SAVED,
        CALL,
    ),
    "slow": (
        _("The register is too slow just now"),
        _("It took so long that we stopped rather than let you wait."),
        NOT_SAVED,
        WAIT,
    ),
    "clock": (
        _("The register’s clock is wrong"),
        _("Nobody is let in before it is right: what is written must bear the time it was written at."),
        NOT_SAVED,
        CALL,
    ),
}


class TooSlow(OperationalError):
    """The request has taken so long that it begins nothing more."""


class Patience:
    """Around the statements of one request: after so many seconds no further one is begun, and all are rolled back."""

    def __init__(self, seconds: float) -> None:
        self.ends = monotonic() + seconds

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        if monotonic() > self.ends:
            raise TooSlow
        return execute(*statement)


def reason_of(error: BaseException | None) -> str:
    """A key of ``SAID``; nothing where the mistake is ours."""
    while error is not None:
        if found := own_reason(error):
            return found
        error = error.__cause__ or error.__context__
    return ""


def own_reason(error: BaseException) -> str:
    cause = error.__cause__
    if isinstance(error, WrongClock):
        return "clock"
    if isinstance(cause, DiskFull) or (isinstance(error, OSError) and error.errno in FULL):
        return "full"
    if isinstance(error, TooSlow) or isinstance(cause, QueryCanceled | LockNotAvailable | DeadlockDetected):
        return "slow"
    return "gone" if isinstance(error, OperationalError | InterfaceError) else ""


def failed(request: HttpRequest) -> HttpResponse:
    """Django asks for it while it handles what went wrong."""
    reason = reason_of(sys.exc_info()[1])
    if not reason:
        return server_error(request)
    title, means, sent, todo = SAID[reason]
    page = render_to_string("unavailable.html", {"title": title, "means": means, "sent": sent, "todo": todo})
    return HttpResponse(page, status=503, headers={"Retry-After": "60"})
