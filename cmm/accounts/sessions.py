"""Sessions in PostgreSQL, found only by whoever shows the key. It is not kept: a stolen table logs nobody in."""

import hashlib
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils import timezone

from cmm.accounts.models import Session
from cmm.core.context import Context, acting


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's sessions on ``Session``. Only somebody logged in has one: a visitor leaves nothing."""

    is_new = False

    def load(self) -> dict[str, Any]:
        found = Session.objects.called(digest(self.session_key)) if self.session_key else None
        if found is None or found.expires_at <= timezone.now():
            self._session_key = None
            return {}
        return dict(self.decode(found.data))

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
        if SESSION_KEY in data:
            self.store(int(data[SESSION_KEY]), self.encode(data))

    def store(self, user_id: int, text: str) -> None:
        facts = {"user_id": user_id, "data": text, "expires_at": self.get_expiry_date()}
        with acting(Context(user_id, "session")):
            if self.is_new:
                Session.objects.create(key_hash=digest(self.session_key), **facts)
            elif not Session.objects.filter(key_hash=digest(self.session_key)).update(**facts):
                raise UpdateError
        self.is_new = False

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
