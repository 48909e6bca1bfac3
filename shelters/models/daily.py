"""What a house writes down of its residents from day to day. Nothing of it is edited and nothing deleted."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Code, UnderCase
from cmm.accounts.scoping import ReachQuerySet
from cmm.crypto.fields import EncryptedField
from shelters.enums import NoteEnding, NoteKind, StrikeReason
from shelters.models.placement import Placement
from shelters.models.unit import InHouse
from shelters.scoping import HOUSE_REACHES

MOST_MINUTES = 24 * 60
TOLD = (NoteKind.DISAPPEARED, NoteKind.CAME_BACK)  # what the contact person must see


class InStay(InHouse, UnderCase):
    """A row about somebody's stay, seen and written by whoever sees and changes the stay.

    Case and house are the stay's, kept true by a composite foreign key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    said = EncryptedField(purpose="identity", null=True)

    noun = "shelters.placement"
    added_under = ()  # only a verb that has the case at hand
    reaches = HOUSE_REACHES
    door_looks = ("case__victim",)  # for those who see the case; a shelter does not
    objects = ReachQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        return str(self.said.reveal()) if self.said else ""

    @property
    def read_as(self) -> Placement:
        """In the log: the stay."""
        return self.placement


class Service(InStay):
    """One thing the resident was given on a day. A line that is wrong is struck, and stays readable."""

    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("service"))
    given_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    struck_as = models.CharField(max_length=12, choices=StrikeReason, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, blank=True)

    door_joins = ("placement__unit__shelter", "kind", "logged_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shelters_service_takes_minutes",
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0, minutes__lte=MOST_MINUTES),
            ),
            models.CheckConstraint(
                name="shelters_service_struck_by_somebody",
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_as="")
                | Q(struck_at__isnull=False, struck_by__isnull=False, struck_as__in=StrikeReason.values),
            ),
        ]
        indexes = [models.Index(fields=["case", "-given_on", "-logged_at"], name="shelters_services_by_case")]

    def get_absolute_url(self) -> str:
        return f"{self.placement.get_absolute_url()}#services"

    @property
    def is_struck(self) -> bool:
        return self.struck_at is not None


class HouseNote(InStay):
    """Something that happened, or somebody who is away. It is corrected by one that ``follows`` it."""

    kind = models.CharField(max_length=12, choices=NoteKind)
    at = models.DateTimeField(_("when"))
    expected_at = models.DateTimeField(_("expected back"), null=True, blank=True)
    # The departure that was planned before the person was gone, for a return within the day.
    planned_to = models.DateField(null=True, blank=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    ended_as = models.CharField(max_length=10, choices=NoteEnding, blank=True)
    back_at = models.DateTimeField(_("came back"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    door_joins = ("placement__unit__shelter", "written_by")

    class Meta:
        constraints = [
            models.CheckConstraint(name="shelters_note_kind_is_known", condition=Q(kind__in=NoteKind.values)),
            models.CheckConstraint(
                name="shelters_incident_says_what", condition=~Q(kind=NoteKind.INCIDENT) | Q(said__isnull=False)
            ),
            models.CheckConstraint(
                name="shelters_absent_until_later",
                condition=Q(expected_at__isnull=True) | Q(kind=NoteKind.ABSENCE, expected_at__gt=F("at")),
                violation_error_message=_("The return must come after the person left."),
            ),
            models.CheckConstraint(
                name="shelters_gone_keeps_what_was_planned",
                condition=Q(kind=NoteKind.DISAPPEARED, planned_to__isnull=False)
                | (~Q(kind=NoteKind.DISAPPEARED) & Q(planned_to__isnull=True)),
            ),
            models.CheckConstraint(
                name="shelters_note_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, back_at__isnull=True, ended_as="")
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    back_at__isnull=False,  # else the comparison is neither true nor false
                    back_at__gte=F("at"),
                    ended_as=NoteEnding.BACK,
                    kind__in=(NoteKind.ABSENCE, NoteKind.DISAPPEARED),
                )
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    back_at__isnull=True,
                    ended_as=NoteEnding.CORRECTED,
                    kind__in=(NoteKind.ABSENCE, NoteKind.INCIDENT),
                ),
            ),
            models.CheckConstraint(
                name="shelters_note_seen_by_somebody",
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False, kind__in=TOLD),
            ),
            models.UniqueConstraint(
                name="shelters_away_once_at_a_time",
                fields=["placement"],
                condition=Q(kind=NoteKind.ABSENCE, ended_at__isnull=True),
                violation_error_code="away",
                violation_error_message=_("The person is already noted as away."),
            ),
            models.UniqueConstraint(
                name="shelters_gone_once", fields=["placement"], condition=Q(kind=NoteKind.DISAPPEARED)
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-at"], name="shelters_notes_by_case"),
            models.Index(
                fields=["case"], condition=Q(kind__in=TOLD, seen_at__isnull=True), name="shelters_notes_unseen"
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{self.placement.get_absolute_url()}#notes"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_incident(self) -> bool:
        return self.kind == NoteKind.INCIDENT

    @property
    def is_absence(self) -> bool:
        return self.kind == NoteKind.ABSENCE

    @property
    def is_corrected(self) -> bool:
        return self.ended_as == NoteEnding.CORRECTED

    @property
    def was_told(self) -> bool:
        """Whether the contact person was told of it."""
        return self.kind in TOLD

    @property
    def must_be_seen(self) -> bool:
        """Nobody has, and it still holds: of somebody who came back only that is told."""
        return self.was_told and self.is_open and self.seen_at is None

    def is_overdue(self, moment: datetime) -> bool:
        return self.is_open and self.expected_at is not None and self.expected_at < moment
