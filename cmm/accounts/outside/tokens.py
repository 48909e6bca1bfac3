"""What an organisation's log-in says of somebody, believed only where every word of it is right.

A key is one of those at the address in our settings, under the name the token gives: where a token says a key may be
had is not read. The kinds of signature are named here, and none of them is made with a secret or without a key.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from cmm.accounts.outside.providers import Provider

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
BY_ALGORITHM = ["RS256", "PS256", "ES256"]
MOST = 16_000  # signs of a token
CLOCKS_DIFFER = timedelta(seconds=60)
OLDEST = timedelta(minutes=10)
# Where a token would name a key of its own, or something it takes more to understand.
LURES = {"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip"}


class TokenRefused(Exception):
    """``reason`` is one word for the log; nothing of the token goes with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Expected:
    """What this one log-in was begun with; ``newly`` where it must have asked for the person again since a moment."""

    nonce: str
    now: datetime
    access_token: str = ""
    newly: datetime | None = None


def read_token(provider: Provider, token: Any, keys: Any, expected: Expected) -> str:
    """The subject of a token of the provider's for us, now, from the log-in that was begun. Raises TokenRefused."""
    claims = signed_claims(token, keys)
    for reason, wrong in (*whose(claims, provider), *when(claims, expected), *how(claims, provider, expected)):
        if wrong:
            raise TokenRefused(reason)
    return str(claims["sub"])


def signed_claims(token: Any, keys: Any) -> dict[str, Any]:
    if not isinstance(token, str) or len(token) > MOST:
        raise TokenRefused("size")
    try:
        head = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
        if LURES & set(head):
            raise TokenRefused("lure")
        algorithm = ALGORITHMS[head["alg"]]
        key = next(key for key in KeySet.import_key_set(keys).keys if key.kid == head["kid"])
        if key.key_type != algorithm or key.get("use", "sig") != "sig" or key.is_private:
            raise TokenRefused("key")
        claims = jwt.decode(token, key, algorithms=[head["alg"]]).claims
    except (JoseError, ValueError, KeyError, TypeError, StopIteration):
        raise TokenRefused("signature") from None
    if not isinstance(claims, dict):
        raise TokenRefused("claims")
    return claims


def whose(claims: dict[str, Any], provider: Provider) -> list[tuple[str, bool]]:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    party, subject = claims.get("azp"), claims.get("sub")
    return [
        ("iss", claims.get("iss") != provider.issuer),
        ("aud", provider.client_id not in audiences),
        ("azp", party != provider.client_id and (party is not None or len(audiences) > 1)),
        ("sub", not isinstance(subject, str) or not subject.strip() or len(subject) > 255),
    ]


def when(claims: dict[str, Any], expected: Expected) -> list[tuple[str, bool]]:
    now, differ = expected.now.timestamp(), CLOCKS_DIFFER.total_seconds()
    until, since = moment(claims, "exp"), moment(claims, "iat")
    begins = moment(claims, "nbf") if "nbf" in claims else now
    return [
        ("exp", until is None or until <= now),
        ("iat", since is None or not now - OLDEST.total_seconds() <= since <= now + differ),
        ("nbf", begins is None or begins > now + differ),
    ]


def how(claims: dict[str, Any], provider: Provider, expected: Expected) -> list[tuple[str, bool]]:
    nonce, level = claims.get("nonce"), claims.get("acr")
    asked = moment(claims, "auth_time")
    newly = expected.newly.timestamp() - CLOCKS_DIFFER.total_seconds() if expected.newly else 0.0
    return [
        ("nonce", not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode())),
        ("acr", not isinstance(level, str) or level not in provider.acr),
        ("at_hash", "at_hash" in claims and claims["at_hash"] != half_hash(expected.access_token)),
        ("auth_time", expected.newly is not None and (asked is None or asked < newly)),
    ]


def moment(claims: dict[str, Any], name: str) -> float | None:
    """Seconds, where it is a number and not something that only looks like one."""
    value = claims.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def half_hash(access_token: str) -> str:
    """OpenID Connect 3.1.3.6, for the algorithms above."""
    return base64.urlsafe_b64encode(hashlib.sha256(access_token.encode()).digest()[:16]).decode().rstrip("=")
