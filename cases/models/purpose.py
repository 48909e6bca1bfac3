from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.querysets import PurposeQuerySet
from cases.rules import PURPOSES
from cmm.audit.enums import Purpose


class StatedPurpose(models.Model):
    """Why a colleague opened a case that is not theirs, said before they saw it. Never changed, and soon said again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stated_purposes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=24)
    note = models.CharField(_("more about it"), max_length=200, blank=True)
    stated_at = models.DateTimeField(default=timezone.now)

    objects = PurposeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="purpose_is_one_of_those_asked", condition=Q(purpose__in=[one.value for one in PURPOSES])
            ),
            models.CheckConstraint(name="purpose_other_says_more", condition=~Q(purpose=Purpose.OTHER) | ~Q(note="")),
        ]
        indexes = [models.Index(fields=["case", "-stated_at"], name="purpose_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id} {self.purpose}"

    @property
    def purpose_label(self):
        return Purpose(self.purpose).label
