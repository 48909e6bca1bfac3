from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from cases.outreach.enums import Answer, StruckAs
from cases.outreach.models.contacts import Contact
from cases.outreach.scoping import INCIDENT_REACHES
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet


class Incident(models.Model):
    """Something that happened to somebody: violence, rape, hospital, pregnancy, death. Told in a contact, or heard of
    beside one. Who it was does not stand here. What was wrong is struck, and stays readable.
    """

    submission_key = models.UUIDField(default=uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("what happened"))
    happened_on = models.DateField(_("day"))
    nordic = models.CharField(_("Nordic citizen"), max_length=10, choices=Answer, default=Answer.NOT_ASKED)
    reported = models.CharField(_("reported to the police"), max_length=10, choices=Answer, default=Answer.NOT_ASKED)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    struck_as = models.CharField(max_length=12, choices=StruckAs, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, blank=True)

    closed = True
    reaches = INCIDENT_REACHES
    protection_path = None
    door_joins = ("kind", "recorded_by", "contact")
    objects = ReachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission_key"], name="outreach_incident_stored_once"),
            models.CheckConstraint(
                name="outreach_incident_answers_are_known",
                condition=Q(nordic__in=Answer.values, reported__in=Answer.values),
            ),
            models.CheckConstraint(
                name="outreach_incident_struck_by_somebody",
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_as="")
                | Q(struck_at__isnull=False, struck_by__isnull=False, struck_as__in=StruckAs.values),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-happened_on", "-id"], name="outreach_incidents_by_day"),
            models.Index(fields=["happened_on"], name="outreach_incidents_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None
