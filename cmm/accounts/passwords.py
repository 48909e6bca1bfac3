"""What a password must be: long enough, and in no list of those that have leaked. Its signs are its owner's choice."""

import hashlib
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGEST = 40  # hexadecimal signs of SHA-1
LONGEST_LINE = 80


class Length:
    """For Django's list of validators: between ``least`` and ``most`` signs."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.least:
            raise ValidationError(_("Use at least %(number)s characters."), "short", {"number": self.least})
        if len(password) > self.most:
            raise ValidationError(_("Use at most %(number)s characters."), "long", {"number": self.most})

    def get_help_text(self) -> str:
        return _("At least %(number)s characters.") % {"number": self.least}


class NotBreached:
    """For Django's list of validators: not in the list of passwords that have leaked, however it is written."""

    def validate(self, password: str, user: Any = None) -> None:
        if any(is_breached(form) for form in {password, password.casefold(), password.strip().casefold()}):
            raise ValidationError(
                _("This password stands in a list of leaked passwords. Anybody can guess it: choose another."),
                "breached",
            )

    def get_help_text(self) -> str:
        return _("Not one that has leaked somewhere.")


def is_breached(password: str) -> bool:
    """Whether the list names it. The list is searched on this machine; without it no password can be chosen."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with Path(settings.CMM_BREACHED_PASSWORDS).open("rb") as lines:
        return stands_in(lines, wanted)


def stands_in(lines: BinaryIO, wanted: bytes) -> bool:
    """Halving: 38 gigabytes are searched in 36 steps. ``low`` and ``high`` are bytes between which its line begins."""
    low, high = 0, lines.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        lines.seek(line_start(lines, middle))
        found = lines.readline(LONGEST_LINE)
        if found[:DIGEST].upper() < wanted:
            low = lines.tell()
        else:
            high = line_start(lines, middle)
            if found[:DIGEST].upper() == wanted:
                return True
    return False


def line_start(lines: BinaryIO, byte: int) -> int:
    """Where the line begins that ``byte`` stands in."""
    begin = max(0, byte - LONGEST_LINE)
    lines.seek(begin)
    before = lines.read(byte - begin)
    return begin + before.rfind(b"\n") + 1
