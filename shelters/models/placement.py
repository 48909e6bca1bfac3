from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase, Victim
from shelters.enums import ExitCause, Paper, Satisfaction
from shelters.models.payment import Funded, funded
from shelters.models.request import PlacementRequest
from shelters.models.sheet import WithSheet
from shelters.models.unit import InHouse, Unit
from shelters.querysets import PlacementQuerySet
from shelters.rules import MOST_CHILDREN, awaits_receipt, missing_papers
from shelters.scoping import HOUSE_REACHES

GOING_ON = Q(ended_at__isnull=True, exit_cause="", never_came=False)
ENDED = Q(ended_at__isnull=False, ended_by__isnull=False)


class Placement(Funded, WithSheet, InHouse, UnderCase):
    """One person has one place from the day of arrival to the day of departure, whose night is free again."""

    ref = models.CharField(max_length=24, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements", verbose_name=_("place"))
    request = models.OneToOneField(
        PlacementRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="placement"
    )
    moved_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_to")
    # A child with a case of its own sleeps in the parent's room; children without one are counted, and told of on the
    # sheet.
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    children = models.PositiveSmallIntegerField(_("children who follow"), default=0)
    stay = DateRangeField(_("stay"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)
    # Where the house had no approval in force on the first night: why there all the same.
    unapproved_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    # Placed at night in one step, by whoever works on the case; the house says that the person came.
    emergency = models.BooleanField(default=False, db_default=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    exit_cause = models.CharField(_("why it ended"), max_length=12, choices=ExitCause, blank=True)
    never_came = models.BooleanField(default=False)
    satisfaction = models.PositiveSmallIntegerField(_("satisfied with the stay"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    added_under = ()  # only a verb that has the case at hand
    reaches = HOUSE_REACHES
    door_joins = ("unit__shelter__organisation", "placed_by", "received_by", "ended_by", "request")
    door_looks = ("case__victim",)  # for those who see the case; a shelter does not
    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="shelters_one_stay_in_a_unit",
                expressions=[("unit", RangeOperators.EQUAL), ("stay", RangeOperators.OVERLAPS)],
                condition=Q(never_came=False, follows__isnull=True),
                violation_error_code="taken",
                violation_error_message=_("The place has just been taken. Choose another, or ask again."),
            ),
            ExclusionConstraint(
                name="shelters_one_bed_for_a_person",
                expressions=[("victim", RangeOperators.EQUAL), ("stay", RangeOperators.OVERLAPS)],
                condition=Q(never_came=False),
                violation_error_code="elsewhere",
                violation_error_message=_("The person already has a place in this period."),
            ),
            models.CheckConstraint(
                name="shelters_stay_has_both_days",
                condition=Q(stay__isempty=False, stay__lower_inf=False, stay__upper_inf=False),
                violation_error_message=_("The departure must come after the arrival."),
            ),
            models.CheckConstraint(
                name="shelters_stay_ends_with_a_cause",
                condition=GOING_ON
                # Whoever was gone on the first evening slept no night, and still disappeared.
                | (ENDED & Q(never_came=True, exit_cause__in=("", ExitCause.DISAPPEARED)))
                | (ENDED & Q(never_came=False, exit_cause__in=ExitCause.values)),
            ),
            models.CheckConstraint(
                name="shelters_stay_has_children_one_can_count", condition=Q(children__lte=MOST_CHILDREN)
            ),
            # From 1, very dissatisfied, to 5, very satisfied; nothing where nobody asked.
            models.CheckConstraint(
                name="shelters_satisfaction_is_on_the_scale",
                condition=Q(satisfaction__isnull=True)
                | Q(satisfaction__in=Satisfaction.values, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="shelters_emergency_is_received_by_somebody",
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(emergency=True, received_at__isnull=False, received_by__isnull=False),
            ),
            funded("shelters_stay_is_paid_by_somebody_known"),
        ]
        indexes = [
            GistIndex(fields=["stay"], name="shelters_stays_by_days"),
            models.Index(fields=["case"], name="shelters_emergencies", condition=Q(emergency=True, never_came=False)),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("shelters:placement_detail", args=[self.ref])

    @property
    def arrives_on(self) -> date:
        return self.stay.lower

    @property
    def departs_on(self) -> date:
        return self.stay.upper

    @property
    def sleeping(self) -> int:
        """The beds this stay needs, those of children with a stay of their own not counted."""
        return 1 + self.children

    @property
    def family_beds(self) -> int:
        """The beds those who sleep in the room need, children with a stay of their own among them."""
        going_on = [one for one in self.followers.all() if not one.is_over]
        return self.sleeping + sum(child.sleeping for child in going_on)

    @property
    def nights(self) -> int:
        return 0 if self.never_came else (self.departs_on - self.arrives_on).days

    @property
    def is_told(self) -> bool:
        """Whether anything is written of what the house must know."""
        return bool(self.needs.strip() or self.safety.strip())

    @property
    def awaits_receipt(self) -> bool:
        received = self.received_at is not None
        return awaits_receipt(emergency=self.emergency, is_received=received, is_over=self.is_over)

    @property
    def papers(self) -> list[Paper]:
        """What is still missing after a placement in one step."""
        return missing_papers(
            emergency=self.emergency,
            never_came=self.never_came,
            is_over=self.is_over,
            is_received=self.received_at is not None,
            is_told=self.is_told,
            is_paid=bool(self.payer),
        )

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None
