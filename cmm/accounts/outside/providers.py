"""Organisations whose people log in at home: settings of the installation, for they hold secrets and name addresses.

    [{"organisation": "us", "name": "Udlændingestyrelsen", "issuer": "https://login.example", "client_id": "…",
      "client_secret": "…", "authorization_endpoint": "https://…", "token_endpoint": "https://…",
      "jwks_uri": "https://…", "acr": ["https://data.gov.dk/concept/core/nsis/loa/Substantial", "…/High"]}]

Nothing of it is discovered: an issuer cannot lead us to an address nobody here has read. ``acr`` names every level that
is high enough (NSIS: Substantial and High); another, or none, lets nobody in.
"""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

AT_HOME = {"localhost", "127.0.0.1"}
WORDS = ("organisation", "name", "issuer", "client_id", "client_secret")
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Provider:
    organisation: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    acr: tuple[str, ...]


def providers() -> tuple[Provider, ...]:
    written: str = settings.CMM_OUTSIDE_LOGINS
    return read(written if written.lstrip().startswith("[") else Path(written).read_text())


def of_organisation(code: str) -> Provider | None:
    """The log-in of the organisation with this code, where it has one of its own."""
    return next((one for one in providers() if one.organisation == code), None)


@lru_cache(maxsize=4)
def read(text: str) -> tuple[Provider, ...]:
    """What is wrong with it is said without a word of it."""
    try:
        found = tuple(provider(one) for one in json.loads(text))
    except (ValueError, KeyError, TypeError):
        raise ImproperlyConfigured("CMM_OUTSIDE_LOGINS is wrong: see .env.example for what it says.") from None
    if len({one.organisation for one in found}) < len(found) or len({one.issuer for one in found}) < len(found):
        raise ImproperlyConfigured("CMM_OUTSIDE_LOGINS names an organisation or an issuer twice.")
    return found


def provider(written: dict[str, Any]) -> Provider:
    said = {word: str(written[word]) for word in (*WORDS, *ADDRESSES)}
    levels = written["acr"]
    if not all(said.values()) or not levels or not isinstance(levels, list):
        raise ValueError
    for word in ADDRESSES:
        address = urlsplit(said[word])
        if address.scheme != "https" and address.hostname not in AT_HOME:
            raise ValueError
    return Provider(acr=tuple(str(level) for level in levels), **said)
