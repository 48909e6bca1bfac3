"""Codes: those of an authenticator app, each taken once, and those that serve once for whoever has lost the app."""

import base64
import hashlib
import hmac
import secrets

import pyotp
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.accounts.models import RecoveryCode, Totp, User
from cmm.accounts.rules import RECOVERY_CODES
from cmm.accounts.services.notices import tell_owner
from cmm.audit.enums import AuditAction
from cmm.core.errors import RuleError
from cmm.core.proof import require_proof

STEP = 30  # seconds a code of the app lasts
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
ISSUER = "CMM"


def secret_of(word: str) -> str:
    """The app's secret that belongs to a link or a page: the same each time it is shown, and kept by nobody until a
    first code has been typed.
    """
    made = hmac.new(settings.SECRET_KEY.encode(), f"totp:{word}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made[:20]).decode()


def uri(user: User, secret: str) -> str:
    """What the picture says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER)


def step_of(secret: str, code: str) -> int | None:
    """The half minute ``code`` is the code of: this one, the one before or the one after."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    now = int(timezone.now().timestamp()) // STEP
    maker = pyotp.TOTP(secret)
    return next(
        (step for step in (now, now - 1, now + 1) if hmac.compare_digest(maker.generate_otp(step), digits)), None
    )


def takes_code(user: User, code: str) -> bool:
    """Whether it is a code of the user's app that nobody has used: of two at the same moment one is taken."""
    totp = Totp.objects.filter(user=user.pk).first()
    step = step_of(totp.secret.reveal(), code) if totp else None
    return step is not None and bool(Totp.objects.filter(user=user.pk, last_step__lt=step).update(last_step=step))


@transaction.atomic
def set_up_app(*, actor: User, secret: str, code: str) -> None:
    """The actor's app is the one that shows ``code``; an earlier one serves no more. Raises RuleError, ProofWanted."""
    step = step_of(secret, code)
    if step is None:
        raise RuleError(
            _("That is not the code your app shows now. Wait for the next one and type it."), code="code", field="code"
        )
    require_proof()
    Totp.objects.filter(user=actor.pk).delete()
    Totp.objects.create(user=actor, secret=secret, last_step=step)
    tell_owner(actor, AuditAction.FACTOR_ADDED, kind="totp")


@transaction.atomic
def make_recovery_codes(*, actor: User) -> list[str]:
    """New codes, told only now; earlier ones serve no more. Raises ProofWanted."""
    require_proof()
    codes = ["-".join("".join(secrets.choice(ALPHABET) for _sign in range(5)) for _part in range(3))
             for _code in range(RECOVERY_CODES)]  # fmt: skip
    RecoveryCode.objects.filter(user=actor.pk).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=actor, code_hash=hashed(code)) for code in codes])
    tell_owner(actor, AuditAction.RECOVERY_CODES_MADE, codes=len(codes))
    return codes


def takes_recovery_code(user: User, typed: str) -> bool:
    """Whether it is a recovery code of theirs that nobody has used."""
    unused = RecoveryCode.objects.filter(user=user.pk, code_hash=hashed(typed), used_at__isnull=True)
    return bool(unused.update(used_at=timezone.now()))


def hashed(code: str) -> str:
    """70 bits that nobody chose need no slow hash. Blanks, hyphens and capitals are as somebody copied them."""
    return hashlib.sha256("".join(sign for sign in code.lower() if sign in ALPHABET).encode()).hexdigest()
