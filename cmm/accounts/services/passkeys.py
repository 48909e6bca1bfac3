"""Passkeys: a question that is answered once, and a signature that the library checks."""

import json
from typing import Any
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from cmm.accounts.models import Passkey, User
from cmm.accounts.services.notices import tell_owner
from cmm.accounts.services.tickets import issue, take
from cmm.audit.enums import AuditAction
from cmm.core.errors import RuleError
from cmm.core.proof import require_proof

NEW, KNOWN = "passkey-new", "passkey"
# What a wrong answer may raise on its way through the library.
WRONG = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def site() -> str:
    """The name a passkey is bound to: it answers nowhere else."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def origin() -> str:
    return str(settings.PUBLIC_URL).rstrip("/")


def known_to(user: User) -> list[PublicKeyCredentialDescriptor]:
    ids = Passkey.objects.filter(user=user.pk).values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=bytes(one)) for one in ids]


def ask_for_new(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey, and the word under which the question is remembered."""
    options = webauthn.generate_registration_options(
        rp_id=site(),
        rp_name="CMM",
        user_id=f"cmm-{user.pk}".encode(),
        user_name=user.email,
        user_display_name=user.name,
        exclude_credentials=known_to(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return asked(options, NEW, user)


def ask_for_known(user: User) -> dict[str, Any]:
    """What the browser needs to answer with a passkey it has."""
    options = webauthn.generate_authentication_options(
        rp_id=site(), allow_credentials=known_to(user), user_verification=UserVerificationRequirement.REQUIRED
    )
    return asked(options, KNOWN, user)


def asked(options: Any, kind: str, user: User) -> dict[str, Any]:
    word = issue(kind, user_id=user.pk, challenge=bytes_to_base64url(options.challenge))
    return {"publicKey": json.loads(webauthn.options_to_json(options)), "ticket": word}


def challenge(kind: str, user: User, answer: dict[str, Any]) -> bytes:
    """The question this is the answer to, asked of this user and not answered before. Raises ValueError."""
    begun = take(kind, str(answer.get("ticket", "")))
    if begun is None or begun.user_id != user.pk:
        raise ValueError("nobody asked")
    return base64url_to_bytes(begun.data["challenge"])


@transaction.atomic
def add_passkey(*, actor: User, name: str, answer: str) -> Passkey:
    """A passkey of the actor's that asked for finger, face or code. Raises RuleError, ProofWanted."""
    require_proof()
    try:
        said = json.loads(answer)
        made = webauthn.verify_registration_response(
            credential=said["credential"],
            expected_challenge=challenge(NEW, actor, said),
            expected_rp_id=site(),
            expected_origin=origin(),
            require_user_verification=True,
        )
    except WRONG:
        raise RuleError(_("The passkey could not be made. Try again."), code="passkey", field="answer") from None
    passkey = Passkey(user=actor, name=name, credential_id=made.credential_id, public_key=made.credential_public_key)
    passkey.sign_count = made.sign_count
    if Passkey.objects.filter(credential_id=made.credential_id).exists():
        raise RuleError(_("This passkey is set up already."), code="known", field="answer")
    passkey.save(force_insert=True)
    tell_owner(actor, AuditAction.FACTOR_ADDED, kind="passkey")
    return passkey


def takes_passkey(user: User, answer: str) -> bool:
    """Whether a passkey of theirs answers the question they were asked: nobody answers twice, no copy is behind."""
    try:
        said = json.loads(answer)
        asked_for = challenge(KNOWN, user, said)
        key = Passkey.objects.get(user=user.pk, credential_id=base64url_to_bytes(said["credential"]["rawId"]))
        seen = webauthn.verify_authentication_response(
            credential=said["credential"],
            expected_challenge=asked_for,
            expected_rp_id=site(),
            expected_origin=origin(),
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (*WRONG, Passkey.DoesNotExist):
        return False
    same = Passkey.objects.filter(pk=key.pk, sign_count=key.sign_count)
    return bool(same.update(sign_count=seen.new_sign_count, used_at=timezone.now()))


@transaction.atomic
def remove_passkey(*, actor: User, passkey: Passkey) -> None:
    """It opens nothing any more. The last way in stays. Raises RuleError, ProofWanted."""
    require_proof()
    if not hasattr(actor, "totp") and actor.passkeys.count() < 2:
        raise RuleError(_("This is your only second factor. Set up another first."), code="last_factor")
    tell_owner(actor, AuditAction.FACTOR_REMOVED, kind="passkey")
    passkey.delete()
