"""Who acts, told to PostgreSQL: the row-level policies let a statement see what this person may see, and nothing else.

A context is signed. SQL smuggled into a statement can set the variable, but cannot make itself somebody else: the
functions behind the policies check the signature against a key that only the owner of the tables can read. A person's
context is good for five minutes after it was signed, so that one kept from an earlier request is worth nothing. The web
has a key for persons; a second key, for the system itself, is given to the worker and to commands.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.utils import timezone

VARIABLE = "app.context"
BLOCK = 64  # bytes of a block of SHA-256
MOST_WRONG = 120  # seconds between our clock and the database's, which takes no context older than five minutes
clock = time.time  # the age of a context is real time, also in a test that has chosen the day


class WrongClock(Exception):
    """Ours and the database's clock tell different times: nobody's context would be believed."""


@dataclass(frozen=True)
class Context:
    """A person, or with ``uid`` None the system; ``case`` is the one case a verb has at hand beyond their sight."""

    uid: int | None
    purpose: str = "web"
    case: int | None = None

    @property
    def kind(self) -> str:
        return "system" if self.uid is None else "person"

    def signed(self) -> str:
        moment = f"{timezone.now().timestamp():.6f}"
        parts = [self.kind, str(self.uid or ""), str(self.case or ""), self.purpose.replace("|", " ")]
        text = "|".join([*parts, moment, f"{clock():.6f}"])
        return f"{text}|{hmac.new(secret(self.kind), text.encode(), hashlib.sha256).hexdigest()}"


def clock_is_right(using: str = "default") -> bool:
    """Whether ours tells the time of the database's. Whoever is late, or early, leaves work to others."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return bool(abs(cursor.fetchone()[0] - clock()) <= MOST_WRONG)


def secret(kind: str) -> bytes:
    """32 bytes made of the setting's text, so that any text of good length serves. The web cannot act as the system."""
    words = settings.CMM_SYSTEM_KEY if kind == "system" else settings.CMM_CONTEXT_KEY
    if not words:
        raise ImproperlyConfigured("CMM_SYSTEM_KEY is not set. This process does not act as the system itself.")
    return hashlib.sha256(words.encode()).digest()


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The two blocks of HMAC (RFC 2104) made of ``key``, which is what the database keeps instead of it."""
    whole = key.ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in whole), bytes(byte ^ 0x5C for byte in whole)


def enter(context: Context | None, *, using: str = "default", local: bool = True, timely: bool = False) -> str:
    """From now on the statements of the transaction (or, not ``local``, of the connection) are ``context``'s.

    Returns what PostgreSQL had been told before, for ``tell``.
    """
    return tell(context.signed() if context else "", using=using, local=local, timely=timely)


def tell(signed: str, *, using: str = "default", local: bool = True, timely: bool = False) -> str:
    """Returns what had been told before. Raises WrongClock, where it is to be ``timely``."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, %s),"
                       " extract(epoch FROM clock_timestamp())::float8",
                       [VARIABLE, VARIABLE, signed, local])  # fmt: skip
        before, _now, moment = cursor.fetchone()
    if timely and abs(moment - clock()) > MOST_WRONG:
        raise WrongClock
    return str(before)


def told() -> str:
    """What PostgreSQL has been told, empty where nobody acts."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [VARIABLE])
        return str(cursor.fetchone()[0])


def act_as(user_id: int) -> None:
    """The rest of the transaction is done by this person."""
    enter(Context(user_id))


@contextmanager
def acting(context: Context | None, *, using: str = "default", timely: bool = False) -> Iterator[None]:
    """One transaction, or part of one, done by ``context``; afterwards whoever acted before acts again.

    An error rolls it back, and the variable with it: then there is nothing to restore.
    """
    with transaction.atomic(using=using):
        before = enter(context, using=using, timely=timely)
        yield
        restore(before, using=using)


def restore(signed: str, *, using: str = "default") -> None:
    """Whoever acted before acts again, unless the transaction is to be rolled back."""
    if signed and not connections[using].needs_rollback:
        tell(signed, using=using)


@contextmanager
def system(purpose: str) -> Iterator[None]:
    """A job or a command sees every row on this connection until it ends, over as many transactions as it takes."""
    before = enter(Context(None, purpose), local=False)
    try:
        yield
    finally:
        tell(before, local=False)


@contextmanager
def case_at_hand(case_id: int) -> Iterator[None]:
    """Inside a verb that has already required its right: the one case it works on, and the rows under it, are open.

    A shelter that answers a request must lock the case behind it, which nobody there may see. Where nobody acts
    nothing is opened.
    """
    before = told()
    if not before:
        yield
        return
    with transaction.atomic():
        tell(with_case(before, case_id))
        yield
        restore(before)


def with_case(signed: str, case_id: int) -> str:
    """The same person's context with a case at hand."""
    kind, uid, _case, purpose, *_rest = signed.split("|")
    return Context(int(uid) if kind == "person" else None, purpose, case_id).signed()
