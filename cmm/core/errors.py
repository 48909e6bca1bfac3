"""What a rule says when it is broken. Forms show these as they are."""

from typing import Any

from django.core.exceptions import ValidationError


class RuleError(ValidationError):
    """A rule of the field is broken; ``field`` names the form field the message belongs to."""

    def __init__(self, message: Any, *, code: str, params: dict[str, Any] | None = None, field: str = "") -> None:
        super().__init__(message, code=code, params=params)
        self.field = field


class Conflict(RuleError):
    """Somebody else was first; nothing was stored."""
