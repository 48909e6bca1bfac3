"""Guessing costs time: for one account from one place, so that nobody shuts out somebody else by guessing at them.

A browser its owner has logged in with before counts for itself, wherever it is. Whether there is such an account
changes nothing. The row is locked while a try is judged: who tries a hundred at once waits for each.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cmm.accounts.models import Guess
from cmm.accounts.rules import GUESSES_FORGOTTEN, wait_after
from cmm.audit.enums import EventKind
from cmm.audit.services import note_event

LOCK = """INSERT INTO accounts_guess (key_hash, failures, last_at) VALUES (%s, 0, %s)
    ON CONFLICT (key_hash) DO UPDATE SET key_hash = excluded.key_hash RETURNING failures, last_at"""

# A few with each try, and none that somebody else has at hand.
FORGET = """DELETE FROM accounts_guess WHERE key_hash IN (SELECT key_hash FROM accounts_guess WHERE last_at < %s
    ORDER BY last_at LIMIT 20 FOR UPDATE SKIP LOCKED)"""


class Slowed(Exception):
    """The try is not heard yet. ``seconds`` says when one will be."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many wrong tries")
        self.seconds = ceil(wait.total_seconds())


@dataclass
class Try:
    """One try; whoever judges it says whether it was right."""

    right: bool = field(default=False)


@contextmanager
def guessing(*what: str) -> Iterator[Try]:
    """Hear one try at ``what`` (an account and a place), or raise Slowed."""
    key, begun = keyed(*what), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [begun - GUESSES_FORGOTTEN])
        cursor.execute(LOCK, [key, begun])
        failures, last_at = cursor.fetchone()
    now = timezone.now()  # after the wait for the lock: the try before this one may have ended since it was begun
    failures = 0 if now - last_at > GUESSES_FORGOTTEN else failures
    wait = last_at + wait_after(failures) - now
    if failures and wait > timedelta(0):
        note_event(EventKind.LOGIN_SLOWED, subject=what[0])
        raise Slowed(wait)
    attempt = Try()
    yield attempt
    counted = {"failures": 0} if attempt.right else {"failures": failures + 1, "last_at": now}
    Guess.objects.filter(pk=key).update(**counted)


def keyed(*what: str) -> str:
    """Who guessed at whom is not to be read from the table."""
    text = "\0".join(what)
    return hmac.new(settings.SECRET_KEY.encode(), f"guess:{text}".encode(), hashlib.sha256).hexdigest()
