"""Asking an organisation's log-in: the code for a token, and which keys it signs with. Short and bounded."""

import base64
import json
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cmm.accounts.outside.providers import Provider
from cmm.accounts.outside.tokens import TokenRefused

PATIENCE = 5  # seconds
MOST = 256_000  # bytes of an answer


class Nowhere(HTTPRedirectHandler):
    """An answer that leads elsewhere is no answer."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


OPENER = build_opener(Nowhere)


def token_for(provider: Provider, *, code: str, verifier: str, back: str) -> dict[str, Any]:
    """What the log-in gives for a code that was asked for with the hash of ``verifier``. Raises TokenRefused."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    known = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    headers = {"Authorization": f"Basic {base64.b64encode(known.encode()).decode()}", "Accept": "application/json"}
    # The addresses stand in our own settings: https, or this machine (providers.py).
    return answered(Request(provider.token_endpoint, urlencode(form).encode(), headers))  # noqa: S310 -- our own words


def keys_of(provider: Provider) -> dict[str, Any]:
    return answered(Request(provider.jwks_uri, headers={"Accept": "application/json"}))  # noqa: S310 -- likewise


def answered(request: Request) -> dict[str, Any]:
    try:
        with OPENER.open(request, timeout=PATIENCE) as answer:
            text = answer.read(MOST + 1)
        found = json.loads(text) if len(text) <= MOST else None
    except (URLError, OSError, ValueError):
        raise TokenRefused("no_answer") from None
    if not isinstance(found, dict):
        raise TokenRefused("no_answer")
    return found
