from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cases.enums import MINORS, AgeBand, Sex
from cases.models import Code
from cases.outreach.enums import FollowUp, MetBefore, Preset
from cases.outreach.models.answers import answered
from cases.outreach.models.imports import ImportBatch
from cases.outreach.models.rounds import Round
from cases.outreach.models.venues import Venue
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.scoping import CONTACT_REACHES
from cmm.accounts.models import Organisation
from cmm.core.labels import Labelled


class Contact(Labelled, models.Model):
    """One anonymous or pseudonymous meeting. It has no name and no number, only perhaps the organisation's own code."""

    ref = models.CharField(max_length=24, unique=True)
    submission_key = models.UUIDField()
    digest = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    # The index of places and days finds a place's contacts as well.
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    contact_type = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField()
    service_day = models.DateField()
    sex = models.CharField(max_length=20, choices=Sex, blank=True)
    met_before = models.CharField(max_length=20, choices=MetBefore, blank=True)
    age_band = models.CharField(max_length=20, choices=AgeBand, blank=True)
    language = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    citizenship_region = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given = models.ManyToManyField(Code, related_name="+", blank=True)
    needs = models.ManyToManyField(Code, related_name="+", blank=True)
    signs = models.ManyToManyField(Code, related_name="+", blank=True)
    follow_up = models.CharField(max_length=20, choices=FollowUp, default=FollowUp.NOT_ASKED)
    # The organisation's pseudonym for somebody it meets again. It never leaves the organisation.
    own_code = models.CharField(max_length=12, blank=True)
    note = models.TextField(max_length=400, blank=True)
    # The spreadsheet it stood in, which may be withdrawn from counting as a whole.
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts", db_index=False
    )
    presets = ArrayField(models.CharField(max_length=20, choices=Preset), default=list, blank=True)

    closed = True
    reaches = CONTACT_REACHES
    protection_path = None
    door_joins = ("venue", "contact_type", "recorded_by", "round", "language", "citizenship_region")
    objects = ContactQuerySet.as_manager()

    class Meta:
        permissions = [
            ("count_contact", "Can read the counters of the organisation"),
            ("review_contact", "Can review what was put aside"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission_key"], name="outreach_contact_stored_once"),
            models.CheckConstraint(name="outreach_contact_sex_is_known", condition=answered("sex", Sex)),
            models.CheckConstraint(name="outreach_contact_met_is_known", condition=answered("met_before", MetBefore)),
            models.CheckConstraint(name="outreach_contact_age_is_known", condition=answered("age_band", AgeBand)),
            models.CheckConstraint(
                name="outreach_contact_follow_up_is_known", condition=models.Q(follow_up__in=FollowUp.values)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-met_at", "-id"], name="outreach_newest_first"),
            models.Index(fields=["organisation", "service_day"], name="outreach_by_service_day"),
            models.Index(fields=["service_day"], name="outreach_by_day"),
            models.Index(fields=["venue", "service_day"], name="outreach_by_venue"),
            models.Index(fields=["batch"], name="outreach_by_batch", condition=models.Q(batch__isnull=False)),
            models.Index(
                fields=["organisation", "service_day", "own_code"],
                name="outreach_by_own_code",
                condition=~models.Q(own_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("outreach:contact_detail", args=[self.ref])

    @property
    def may_be_a_child(self) -> bool:
        return self.age_band in MINORS
