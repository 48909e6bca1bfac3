"""The only place that reads the process environment; a wrong value stops the start with one line."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``, or what stands in the file ``name``_FILE names; without a default a missing or empty one
    stops the start.
    """
    value, path = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if value and path:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Keep one of them.")
    if value := value or written(name, path):
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it in the environment; .env.example lists every setting.")
    return default


def written(name: str, path: str) -> str:
    """What stands in the file, as a container is given a secret; nothing where no file is named."""
    if not path:
        return ""
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from None


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


def address(name: str) -> str:
    """The address in ``name``, with the password that stands apart: DATABASE_PASSWORD belongs to DATABASE_URL."""
    whole, beside = text(name), f"{name.removesuffix('_URL')}_PASSWORD"
    password = text(beside, "")
    if not password:
        return whole
    parts = urlsplit(whole)
    if parts.password:
        raise ImproperlyConfigured(f"{name} has a password, and {beside} is set. Keep one of them.")
    login, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{login}:{quote(password, safe='')}@{host}"))


def database(name: str) -> dict[str, Any]:
    """Django's settings for the PostgreSQL address in ``name`` (``postgres://user:password@host:port/name``)."""
    parts = urlsplit(address(name))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgres:// and name a user and a database.")
    # A server that swallows what it is sent is as silent as one that is not there.
    options = {"connect_timeout": "10"} | dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def spelled_for_celery(url: str) -> str:
    """Celery has another spelling for a Unix socket than redis-py."""
    return url.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
