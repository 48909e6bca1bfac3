from django.db import models
from django.utils import timezone

from cmm.accounts.enums import Browser, System
from cmm.accounts.models.people import User
from cmm.accounts.querysets import SessionQuerySet


class Device(models.Model):
    """A browser in which somebody has logged in all the way, known again by a cookie that only it holds."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=12, choices=Browser)
    system = models.CharField(max_length=12, choices=System)
    # The net it was on, with the end of the address left out: enough to tell home from work.
    network = models.CharField(max_length=43, blank=True)
    known_since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.browser} {self.system}"

    @property
    def address_begins(self) -> str:
        """What is known of the address, as people write addresses."""
        net = self.network.partition("/")[0]
        return net.rpartition("::")[0] if ":" in net else ".".join(net.split(".")[:2])


class Session(models.Model):
    """Somebody's log-in on one device, under the hash of a key that only the browser holds."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    data = models.TextField()
    expires_at = models.DateTimeField(db_index=True)
    began_at = models.DateTimeField(default=timezone.now)
    device = models.ForeignKey(Device, on_delete=models.SET_NULL, null=True, related_name="sessions")

    objects = SessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"session of {self.user_id}"


class Ticket(models.Model):
    """Something begun before anybody is known, or a question that is answered once: under the hash of a word that only
    one browser holds, for a few minutes. It is taken by deleting it.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=12)
    user_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.kind


class Guess(models.Model):
    """How often somebody guessed wrong in a row, under a keyed hash of what they guessed at and from where."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} wrong"
