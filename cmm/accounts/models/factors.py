from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.models.people import User
from cmm.crypto.fields import EncryptedField


class Totp(models.Model):
    """The secret that somebody's authenticator app makes its codes of. The database cannot read it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="totp")
    secret = EncryptedField(purpose="identity")
    created_at = models.DateTimeField(default=timezone.now)
    # The half minute of the last code that was taken: neither it nor an earlier one is taken again.
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"codes of {self.user_id}"


class Passkey(models.Model):
    """A key in somebody's phone, computer or key ring, which answers only on our own address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name"), max_length=60)
    credential_id = models.BinaryField(unique=True, max_length=1023)
    public_key = models.BinaryField(max_length=2000)
    sign_count = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code that serves once, for whoever has lost the rest. Only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="accounts_recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"
