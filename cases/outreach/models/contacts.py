from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cases.enums import MINORS, AgeBand, Sex
from cases.models import Code
from cases.outreach.enums import FollowUp, MetBefore, Preset
from cases.outreach.models.answers import answered, answers_among, group_words, one_or_group
from cases.outreach.models.imports import ImportBatch
from cases.outreach.models.rounds import Round
from cases.outreach.models.venues import Venue
from cases.outreach.querysets import ContactQuerySet
from cases.outreach.scoping import CONTACT_REACHES, OURS
from cmm.accounts.models import Organisation
from cmm.accounts.scoping import ReachQuerySet
from cmm.core.labels import Labelled


class Contact(Labelled, models.Model):
    """One anonymous or pseudonymous meeting. It has no name and no number, only perhaps the organisation's own code.

    A meeting with several persons is one row: it counts as many visits as persons, and sex, age and language are said
    of all of them together, for nobody noted who was who. What it counts as is worked out by the database.
    """

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
    # How many of several persons were new, met before, seen in this service day, and unknown; of one person nothing.
    group = ArrayField(models.PositiveSmallIntegerField(), size=4, null=True, blank=True)
    age_band = models.CharField(max_length=20, choices=AgeBand, blank=True)
    sexes = ArrayField(models.CharField(max_length=20, choices=Sex), default=list, blank=True)
    age_bands = ArrayField(models.CharField(max_length=20, choices=AgeBand), default=list, blank=True)
    languages = models.ManyToManyField(Code, related_name="+", blank=True)
    caller = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
    n_new = one_or_group(0, MetBefore.NEW)
    n_known = one_or_group(1, MetBefore.YES)
    n_again = one_or_group(2, MetBefore.TONIGHT)
    n_unclear = one_or_group(3, MetBefore.UNKNOWN, "")
    # The version that counts; none, where nobody has corrected anything.
    version = models.ForeignKey("ContactVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Corrected in two places at once, and nobody has chosen yet.
    contested = models.BooleanField(default=False)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chosen_at = models.DateTimeField(null=True, blank=True)

    closed = True
    reaches = CONTACT_REACHES
    protection_path = None
    door_joins = (
        "venue",
        "contact_type",
        "recorded_by",
        "round",
        "language",
        "citizenship_region",
        "caller",
        "version",
    )
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
            models.CheckConstraint(
                name="outreach_group_is_several_without_a_code",
                condition=Q(group__isnull=True, sexes__len=0, age_bands__len=0)
                | Q(
                    group__len=4,
                    met_before="",
                    own_code="",
                    group__0__gte=2 - F("group__1") - F("group__2") - F("group__3"),
                ),
            ),
            models.CheckConstraint(
                name="outreach_group_answers_are_known",
                condition=answers_among("sexes", Sex) & answers_among("age_bands", AgeBand),
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
        return any(age in MINORS for age in (self.age_band, *self.age_bands))

    @property
    def is_group(self) -> bool:
        return self.group is not None

    @property
    def group_words(self) -> str:
        return group_words(self.group)

    @property
    def visits(self) -> int:
        return sum(self.group) if self.group else 1

    @property
    def all_sexes(self) -> list[str]:
        return [str(Sex(sex).label) for sex in ([self.sex] if self.sex else self.sexes)]

    @property
    def all_ages(self) -> list[str]:
        return [str(AgeBand(age).label) for age in ([self.age_band] if self.age_band else self.age_bands)]

    @property
    def number(self) -> int:
        """Of the version that counts."""
        return self.version.number if self.version else 1


class ContactVersion(models.Model):
    """What somebody said of a meeting, once it has been corrected: the first record and each correction.

    ``said`` holds the answers by the columns of the contact, so that a trigger can compare the two. A version is
    written once; ``on_top_of`` is the number of the one its writer had before them.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="versions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    on_top_of = models.PositiveSmallIntegerField(null=True, blank=True)
    submission_key = models.UUIDField()
    digest = models.CharField(max_length=64)
    said = models.JSONField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    closed = True
    noun = "outreach.contact"
    reaches = OURS
    protection_path = None
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["contact", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "number"], name="outreach_version_has_its_number"),
            models.UniqueConstraint(fields=["organisation", "submission_key"], name="outreach_version_stored_once"),
            models.CheckConstraint(
                name="outreach_version_corrects_an_earlier_one",
                condition=Q(number=1, on_top_of__isnull=True) | Q(number__gt=1, on_top_of__lt=F("number")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id}/{self.number}"
