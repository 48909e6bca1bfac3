from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.accounts.scoping import ReachQuerySet
from cmm.core.labels import Labelled
from reports.enums import ExternalAge, ExternalForm, ExternalOrigin, ExternalPopulation, ExternalSex, KnownAs
from reports.scoping import EXTERNAL_REACHES

HEADING = ("population", "year", "sex", "age", "form", "citizenship")
GROUPINGS = HEADING[2:]


def grouped_by(*names: str) -> Q:
    """Whether the figure is about one group in each of these."""
    every = Q()
    for name in names:
        every &= ~Q(**{name: ""})
    return every


class ExternalCountQuerySet(ReachQuerySet):
    """Figures other authorities hold."""

    def in_force(self) -> Self:
        """Confirmed, and not replaced by a correction that is."""
        return self.filter(confirmed_at__isnull=False).exclude(superseded_by__confirmed_at__isnull=False)

    def waiting(self) -> Self:
        """Entered, and neither confirmed nor replaced yet."""
        return self.filter(confirmed_at__isnull=True, superseded_by__isnull=True)

    def standing(self) -> Self:
        """What is in force and what waits to be."""
        return self.filter(
            Q(superseded_by__isnull=True) | Q(confirmed_at__isnull=False, superseded_by__confirmed_at__isnull=True)
        )

    def narrowed(self, **chosen: Any) -> Self:
        return self.filter(**{name: value for name, value in chosen.items() if value})

    def newest_first(self) -> Self:
        return self.order_by("-year", "population", "sex", "age", "form", "citizenship", "-pk")


class ExternalCount(Labelled, models.Model):
    """A figure of a whole year that another authority holds: who says so and where, or that nobody knows.

    Entered by one and confirmed by another. A row is never edited: a correction is a new one that supersedes it, and
    takes its place when it is confirmed. A grouping left empty means everybody.
    """

    population = models.CharField(max_length=20, choices=ExternalPopulation)
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=8, choices=ExternalSex, blank=True)
    age = models.CharField(max_length=8, choices=ExternalAge, blank=True)
    form = models.CharField(max_length=16, choices=ExternalForm, blank=True)
    citizenship = models.CharField(max_length=8, blank=True)
    known_as = models.CharField(max_length=14, choices=KnownAs, default=KnownAs.COUNTED)
    value = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=12, choices=ExternalOrigin)
    authority = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    url = models.URLField(max_length=300, blank=True)
    received_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ExternalCountQuerySet.as_manager()
    closed = True
    reaches = EXTERNAL_REACHES
    protection_path = None
    door_joins = ("entered_by", "confirmed_by", "supersedes", "superseded_by")

    class Meta:
        permissions = [("confirm_externalcount", "Can confirm a figure of another authority")]
        constraints = [
            models.UniqueConstraint(
                fields=HEADING,
                condition=Q(supersedes__isnull=True),
                name="external_one_figure_a_heading",
                violation_error_message=_("This figure stands here already. Correct that one instead."),
            ),
            models.CheckConstraint(
                name="external_population_is_known", condition=Q(population__in=ExternalPopulation.values)
            ),
            models.CheckConstraint(
                name="external_groups_are_known",
                condition=Q(sex__in=["", *ExternalSex.values])
                & Q(age__in=["", *ExternalAge.values])
                & Q(form__in=["", *ExternalForm.values]),
            ),
            models.CheckConstraint(
                name="external_is_split_two_ways_at_most",
                condition=~(
                    grouped_by("sex", "age", "form")
                    | grouped_by("sex", "age", "citizenship")
                    | grouped_by("sex", "form", "citizenship")
                    | grouped_by("age", "form", "citizenship")
                ),
            ),
            models.CheckConstraint(
                name="external_unknown_is_no_number",
                condition=Q(known_as=KnownAs.COUNTED, value__isnull=False)
                | Q(known_as__in=[one for one in KnownAs.values if one != KnownAs.COUNTED], value__isnull=True),
            ),
            models.CheckConstraint(
                name="external_only_a_correction_withdraws",
                condition=~Q(known_as=KnownAs.WITHDRAWN) | Q(supersedes__isnull=False),
            ),
            models.CheckConstraint(
                name="external_says_where_it_comes_from",
                condition=Q(origin__in=ExternalOrigin.values) & ~Q(authority="") & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="external_year_was_over",
                condition=Q(received_on__year__gt=F("year")),
                violation_error_code="year_not_over",
                violation_error_message=_("A figure of a year is received when the year is over."),
            ),
            models.CheckConstraint(
                name="external_confirmed_whole",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="external_takes_four_eyes",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
            ),
        ]
        indexes = [models.Index(fields=["-year", *HEADING[:1], *GROUPINGS, "-id"], name="external_by_heading")]

    def __str__(self) -> str:
        return f"{self.population} {self.year} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reports:external_detail", args=[self.pk])

    @property
    def heading(self) -> dict[str, Any]:
        """What a correction must say as well."""
        return {name: getattr(self, name) for name in HEADING}
