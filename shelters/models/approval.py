from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.models import Organisation
from cmm.core.labels import Labelled
from shelters.enums import ApprovalStatus
from shelters.models.shelter import Shelter
from shelters.models.unit import InHouse
from shelters.querysets import ApprovalQuerySet
from shelters.rules.supervision import Standing
from shelters.scoping import APPROVAL_REACHES

GIVEN = (ApprovalStatus.APPROVED, ApprovalStatus.CONDITIONAL)


class Approval(Labelled, InHouse):
    """What a Socialtilsyn decided of a house, for days of which the last does not count. It is never changed: the next
    decision is another row, which ends this one on its own first day.
    """

    shelter = models.ForeignKey(Shelter, on_delete=models.PROTECT, related_name="approvals")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("supervisory authority")
    )
    status = models.CharField(_("decision"), max_length=12, choices=ApprovalStatus)
    places = models.PositiveSmallIntegerField(_("places it covers"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    grounds = models.TextField(_("grounds"), blank=True)
    decided_on = models.DateField(_("day of the decision"))
    valid_from = models.DateField(_("holds from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    in_force = models.GeneratedField(
        expression=Func(F("valid_from"), Least(F("valid_to"), F("ended_on")), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )

    closed = True
    reaches = APPROVAL_REACHES
    protection_path = None
    objects = ApprovalQuerySet.as_manager()

    class Meta:
        permissions = [("follow_approval", "Sees whether a house is approved, and until when")]
        constraints = [
            ExclusionConstraint(
                name="shelters_one_decision_in_force",
                expressions=[("shelter", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
                violation_error_code="in_force",
                violation_error_message=_("Another decision is in force in these days. End it first."),
            ),
            models.CheckConstraint(name="approval_status_is_known", condition=Q(status__in=ApprovalStatus.values)),
            models.CheckConstraint(
                name="approval_says_how_many_places", condition=~Q(status__in=GIVEN) | Q(places__gte=1)
            ),
            models.CheckConstraint(
                name="approval_says_its_conditions",
                condition=Q(Q(status=ApprovalStatus.CONDITIONAL), ~Q(conditions=""))
                | Q(~Q(status=ApprovalStatus.CONDITIONAL), Q(conditions="")),
            ),
            models.CheckConstraint(
                name="approval_withdrawn_says_why", condition=~Q(status=ApprovalStatus.WITHDRAWN) | ~Q(grounds="")
            ),
            models.CheckConstraint(
                name="approval_is_ended_by_somebody",
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_on__isnull=False, ended_by__isnull=False, ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "valid_to"], name="approval_by_authority"),
            models.Index(fields=["shelter", "-valid_from", "-id"], name="approval_by_house"),
        ]

    def __str__(self) -> str:
        return f"{self.shelter_id} {self.status} {self.valid_from}"

    @property
    def until(self) -> date | None:
        """The first day it no longer holds."""
        return min((day for day in (self.valid_to, self.ended_on) if day), default=None)

    @property
    def standing(self) -> Standing:
        return Standing(self.status, self.valid_from, self.until)
