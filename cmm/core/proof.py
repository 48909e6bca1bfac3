"""That whoever acts has lately proved once more who they are, told to PostgreSQL beside the context.

It is signed as the context is, and names the same person and the moment of the proof: it serves nobody else, and not an
act of five minutes later. The log's own policy refuses to note an act that needs one, so that the act is not done.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from cmm.core.context import secret

VARIABLE = "app.proof"
LASTS = timedelta(minutes=5)


class ProofWanted(PermissionDenied):
    """The act is for whoever has proved who they are within the last five minutes. Nothing of it is done."""


def signed(uid: int, proven: datetime) -> str:
    text = f"{uid}|{proven.timestamp():.6f}"
    return f"{text}|{hmac.new(secret('person'), f'proof|{text}'.encode(), hashlib.sha256).hexdigest()}"


def is_fresh(proven: datetime | None) -> bool:
    """Whether it is worth telling; PostgreSQL decides by itself."""
    return proven is not None and timezone.now() - proven <= LASTS


def tell_proof(uid: int, proven: datetime | None, *, using: str = "default") -> None:
    """From now on the statements of the transaction are done by somebody who proved themselves at ``proven``."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [VARIABLE, signed(uid, proven) if proven is not None else ""])


def is_proven() -> bool:
    """Whether PostgreSQL takes whoever acts for proven. What the system does, somebody else has answered for."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT sec.proven()")
        return bool(cursor.fetchone()[0])


def require_proof() -> None:
    """Stop a verb that is not for a session left open on a desk. Raises ProofWanted."""
    if not is_proven():
        raise ProofWanted("not proven lately")
