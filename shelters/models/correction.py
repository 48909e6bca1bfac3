from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from shelters.enums import ExitCause
from shelters.models.daily import InStay


class Correction(InStay):
    """The days of a stay, or why it ended, were written wrong: what stood, what stands now, who says so and why.

    A stay that has ended changes by this alone; a trigger looks.
    """

    was = DateRangeField()
    was_cause = models.CharField(max_length=12, choices=ExitCause, blank=True)
    becomes = DateRangeField()
    becomes_cause = models.CharField(max_length=12, choices=ExitCause, blank=True)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(default=timezone.now)

    door_joins = ("placement__unit__shelter", "corrected_by")

    class Meta:
        ordering = ["corrected_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="shelters_correction_has_days",
                condition=Q(becomes__isempty=False, becomes__lower_inf=False, becomes__upper_inf=False),
            ),
        ]
        indexes = [models.Index(fields=["placement", "corrected_at"], name="shelters_corrections_of_a_stay")]

    def get_absolute_url(self) -> str:
        return self.placement.get_absolute_url()
