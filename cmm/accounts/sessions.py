"""Sessions in PostgreSQL, found only by whoever shows the key. It is not kept: a stolen table logs nobody in.

A session's row says when it ends. Its owner's requests move the end (``cmm.accounts.idleness``); saving what the
session holds does not.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils import timezone

from cmm.accounts.models import Session
from cmm.accounts.rules import end_of_session, moved_end
from cmm.core.context import Context, acting

BEGAN, PROVEN = "began", "proven"


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's sessions on ``Session``. Only somebody logged in has one: a visitor leaves nothing."""

    is_new = False
    # The end as the row has it, and as it is after this request.
    stored_end: datetime | None = None
    end: datetime | None = None
    # The browser it was begun in, where that is known.
    device_id: int | None = None

    def load(self) -> dict[str, Any]:
        found = Session.objects.called(digest(self.session_key)) if self.session_key else None
        data = dict(self.decode(found.data)) if found is not None and found.expires_at > timezone.now() else {}
        # One that does not say when it began is from before sessions ended of idleness.
        if found is None or BEGAN not in data:
            self._session_key = None
            return {}
        self.stored_end = self.end = found.expires_at
        return data

    def exists(self, session_key: str) -> bool:
        return Session.objects.called(digest(session_key)) is not None

    def create(self) -> None:
        """A key nobody has been told of yet; its row is written when there is somebody to write it for."""
        self._session_key = self._get_new_session_key()
        self.modified = self.is_new = True

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError where the session was ended meanwhile: a late answer does not open it again."""
        if self.session_key is None:
            self.create()
        data = self._get_session(no_load=must_create)
        data.setdefault(BEGAN, timezone.now().timestamp())
        if SESSION_KEY in data:
            self.store(int(data[SESSION_KEY]), self.encode(data))

    def store(self, user_id: int, text: str) -> None:
        with acting(Context(user_id, "session")):
            if self.is_new:
                self.stored_end = self.end = self.end_if_used_now()
                facts = {"user_id": user_id, "data": text, "expires_at": self.end, "device_id": self.device_id}
                Session.objects.create(key_hash=digest(self.session_key), **facts)
            elif not Session.objects.filter(key_hash=digest(self.session_key)).update(user_id=user_id, data=text):
                raise UpdateError
        self.is_new = False

    @property
    def last_moment(self) -> datetime:
        """When it ends whatever its owner does."""
        return datetime.fromtimestamp(self[BEGAN], UTC) + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    @property
    def proven_at(self) -> datetime | None:
        """When its owner last proved who they are with more than a password."""
        moment = self.get(PROVEN)
        return datetime.fromtimestamp(moment, UTC) if moment else None

    def prove(self) -> None:
        self[PROVEN] = timezone.now().timestamp()

    def end_if_used_now(self) -> datetime:
        longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        idle = timedelta(minutes=settings.CMM_IDLE_MINUTES)
        began = self.last_moment - longest
        return end_of_session(began=began, used=timezone.now(), idle=idle, longest=longest)

    def use(self) -> None:
        """Its owner is here: the end moves, and is written by ``keep_end`` once the request has been answered."""
        if self.end is not None and not self.is_new:
            self.end = moved_end(known=self.end, end=self.end_if_used_now())

    def let_be(self) -> None:
        """Nobody was here after all."""
        self.end = self.stored_end

    def keep_end(self, user_id: int) -> None:
        """Another request that came first has moved it for both; one that ended meanwhile stays ended."""
        if self.session_key is None or self.is_new or self.end is None or self.end == self.stored_end:
            return
        with acting(Context(user_id, "session")):
            row = Session.objects.filter(key_hash=digest(self.session_key), expires_at=self.stored_end)
            row.update(expires_at=self.end)
        self.stored_end = self.end

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        found = Session.objects.called(digest(key)) if key else None
        if found is not None:
            with acting(Context(found.user_id, "session")):
                Session.objects.filter(pk=found.pk).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """For the system: nobody else sees other people's sessions."""
        Session.objects.filter(expires_at__lte=timezone.now()).delete()
