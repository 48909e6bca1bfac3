from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import ReachQuerySet
from identification.enums import ActType, Element, MeansType
from identification.models.assessment import Assessment
from identification.models.observation import Observation

KNOWN = {Element.ACT: ActType.values, Element.MEANS: MeansType.values, Element.PURPOSE: [""]}


class Support(models.Model):
    """An observation that an act, a means or the purpose of an assessment rests on. A link that was taken away stays,
    with who took it and when, so that one can read why the picture changed.

    ``kind`` is the type of act or means; the purpose has one form, which the assessment names.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="support")
    element = models.CharField(max_length=8, choices=Element)
    kind = models.CharField(max_length=24, blank=True)
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="support")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField(_("reason"), max_length=300, blank=True)

    part_of = "assessment"
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "element", "kind", "observation"],
                condition=Q(removed_at__isnull=True),
                name="support_once_a_claim",
            ),
            models.CheckConstraint(
                name="support_is_of_a_known_kind",
                condition=Q(element=Element.ACT, kind__in=KNOWN[Element.ACT])
                | Q(element=Element.MEANS, kind__in=KNOWN[Element.MEANS])
                | Q(element=Element.PURPOSE, kind=""),
            ),
            models.CheckConstraint(
                name="support_is_removed_by_somebody",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_reason="")
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.element} {self.kind} {self.observation_id}"

    @property
    def claimed(self) -> str:
        """ "Means: Deception", or the purpose."""
        element = str(Element(self.element).label)
        types = {Element.ACT: ActType, Element.MEANS: MeansType}
        return f"{element}: {types[Element(self.element)](self.kind).label}" if self.kind else element
