import hashlib

import factory
import pyotp
from django.utils import timezone

from cmm.accounts.models import Device, Invitation, OutsideLogin, Passkey, RecoveryCode, RoleProposal, Totp
from tests.factories.accounts import UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(ahead=0, secret=SECRET):
    """What the app of ``TotpFactory`` shows, or will show in so many half minutes."""
    return pyotp.TOTP(secret).generate_otp(int(timezone.now().timestamp()) // 30 + ahead)


class TotpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Totp

    user = factory.SubFactory(UserFactory)
    secret = SECRET


class PasskeyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Passkey

    user = factory.SubFactory(UserFactory)
    name = "Arbejdstelefon"
    credential_id = factory.Sequence(lambda n: f"key-{n}".encode())
    public_key = b"none"


class RecoveryCodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecoveryCode

    user = factory.SubFactory(UserFactory)
    code_hash = factory.Sequence(lambda n: hashlib.sha256(f"code-{n}".encode()).hexdigest())


class DeviceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Device

    user = factory.SubFactory(UserFactory)
    token_hash = factory.Sequence(lambda n: hashlib.sha256(f"device-{n}".encode()).hexdigest())
    browser, system, network = "firefox", "windows", "192.0.0.0/16"


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    user = factory.SubFactory(UserFactory)
    asked_by = factory.SubFactory(UserFactory)
    kind = "reset"
    checked_how = "Mødt personligt"


class OutsideLoginFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutsideLogin

    user = factory.SubFactory(UserFactory)
    issuer = "https://login.test"
    subject = factory.Sequence(lambda n: f"person-{n}")


class RoleProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleProposal

    user = factory.SubFactory(UserFactory)
    role = "user_administrator"
    proposed_by = factory.SubFactory(UserFactory)
