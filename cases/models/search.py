from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.inquiry import Inquiry
from cases.querysets import PersonSearchQuerySet


class PersonSearch(models.Model):
    """Somebody looked for a person before they opened a case: who, when, for which inquiry and how many were found.

    What they typed stands encrypted in the log and nowhere else. Never changed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    hits = models.PositiveIntegerField()
    searched_at = models.DateTimeField(default=timezone.now)

    objects = PersonSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "person searches"
        indexes = [models.Index(fields=["user", "-searched_at"], name="search_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.hits}"
