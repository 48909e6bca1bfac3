"""What a phone sends, as plain values: read strictly, for whoever sends it may have written anything."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

MOST = 500  # contacts in one sending; the phone parts what is more
LONGEST = 20_000  # bytes of one sealed contact: ten times the longest note
# Clocks drift; a phone that says it closed something later than it sends it has had its clock changed.
CLOCK_SLACK = timedelta(minutes=10)
OLDEST = timedelta(days=60)


class Misshapen(ValueError):
    """Not what our phone sends; nothing of it is stored."""


@dataclass(frozen=True)
class Parcel:
    """One sealed contact. What stands here beside ``sealed`` is in the clear, and is believed only where it fits."""

    submission_key: UUID
    sender_id: int
    key_id: UUID
    sealed: bytes
    at: int  # milliseconds of the phone's clock

    @property
    def digest(self) -> str:
        return sha256(self.sealed).hexdigest()

    @property
    def names(self) -> tuple[UUID, str]:
        """What it is known by: the same key with other bytes is another."""
        return self.submission_key, self.digest


@dataclass(frozen=True)
class Content:
    """What was closed: the form as it would have been posted, and when by the phone's clock."""

    at: int
    fields: Mapping[str, list[str]]


def parcel_of(told: Any) -> Parcel:
    """Raises Misshapen."""
    if not isinstance(told, dict) or set(told) != {"key", "user", "seal", "at", "body"}:
        raise Misshapen("not a contact")
    try:
        sealed = base64.b64decode(told["body"], validate=True)
        parcel = Parcel(UUID(told["key"]), whole(told["user"]), UUID(told["seal"]), sealed, whole(told["at"]))
    except (TypeError, ValueError, AttributeError, binascii.Error) as reason:
        raise Misshapen("not a contact") from reason
    if not 0 < len(sealed) <= LONGEST:
        raise Misshapen("too long")
    return parcel


def whole(number: Any) -> int:
    """A number PostgreSQL and the calendar can hold."""
    if type(number) is not int or not 0 <= number < 2**52:
        raise Misshapen("not a number")
    return number


def content_of(plain: bytes) -> Content:
    """Raises Misshapen."""
    try:
        told = json.loads(plain)
        at, pairs = told["at"], told["fields"]
        fields: dict[str, list[str]] = {}
        for name, value in pairs:
            if not isinstance(name, str) or not isinstance(value, str):
                raise Misshapen("not a form")
            fields.setdefault(name, []).append(value)
    except (TypeError, ValueError, KeyError, RecursionError) as reason:
        raise Misshapen("not a form") from reason
    return Content(whole(at), fields)


@dataclass(frozen=True)
class Clocks:
    """The phone's clock and the server's at one moment, the sending: their difference is all a phone's clock is for."""

    phone: int
    server: datetime

    def moment(self, at: int) -> datetime | None:
        """When that was by the server's clock; nothing where the phone's clock was changed meanwhile."""
        age = timedelta(milliseconds=self.phone - at)
        if not -CLOCK_SLACK <= age <= OLDEST:
            return None
        return self.server - max(age, timedelta(0))


def milliseconds(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)
