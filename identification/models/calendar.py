from django.conf import settings
from django.db import models
from django.utils import timezone

from identification.querysets import CalendarKeyQuerySet


class CalendarKey(models.Model):
    """The address of somebody's calendar of deadlines, under the hash of a key that only they hold.

    One each: a new key ends the old one, and without a hash there is no feed.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
