"""The only place that reads the process environment; a wrong value stops the start with one line."""

import os
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``; without a default a missing or empty one stops the start."""
    value = os.environ.get(name, "")
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment; .env.example lists every setting.")
    return default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: float) -> float:
    """A number; anything else stops the start."""
    value = text(name, str(default))
    try:
        return float(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a number, not {value}.") from None


def one_of(name: str, default: str, words: Collection[str]) -> str:
    """One of ``words``; anything else stops the start."""
    value = text(name, default)
    if value not in words:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(words)}, not {value}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """``1``, ``true``, ``yes`` or ``on`` is true, in any case."""
    return text(name, str(default)).lower() in {"1", "true", "yes", "on"}


def database(name: str) -> dict[str, Any]:
    """Django's settings for the PostgreSQL address in ``name`` (``postgres://user:password@host:port/name``)."""
    address = urlsplit(text(name))
    if address.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgres:// and name a user and a database.")
    # A server that swallows what it is sent is as silent as one that is not there.
    options = {"connect_timeout": "10"} | dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", "") or unquote(address.hostname or ""),
        "PORT": str(address.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def spelled_for_celery(address: str) -> str:
    """Celery has another spelling for a Unix socket than redis-py."""
    return address.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
