from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.core.labels import Labelled
from reports.enums import Certainty, EditionState, FileKind, Language
from reports.querysets import EditionQuerySet, HistoricalCountQuerySet
from reports.scoping import EDITION_REACHES, HISTORY_REACHES


class HistoricalSource(models.Model):
    """A publication that figures from before the register were taken from."""

    key = models.CharField(max_length=40, unique=True)
    publisher = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=300)
    seen_on = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class HistoricalCount(Labelled, models.Model):
    """One published figure as its source prints it; masked or merely described ones have no value."""

    source = models.ForeignKey(HistoricalSource, on_delete=models.PROTECT, related_name="counts")
    file = models.CharField(max_length=60)
    line = models.PositiveIntegerField()
    population = models.CharField(max_length=40)
    dimension = models.CharField(max_length=40)
    category = models.CharField(max_length=80)
    crossed = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField(null=True)
    printed = models.CharField(max_length=120)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.STATED)
    note = models.CharField(max_length=200, blank=True)

    objects = HistoricalCountQuerySet.as_manager()
    reaches = HISTORY_REACHES
    protection_path = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="reports_one_count_a_line"),
            models.CheckConstraint(
                name="reports_masked_count_has_no_value",
                condition=models.Q(value__isnull=True) | ~models.Q(printed__startswith="<"),
            ),
        ]
        indexes = [models.Index(fields=["population", "dimension", "year"], name="reports_count_heading")]

    def __str__(self) -> str:
        return f"{self.population} {self.dimension} {self.category} {self.year}: {self.printed}"


class Edition(Labelled, models.Model):
    """A yearly report with its figures frozen; the same figures of a year are the same edition."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    is_live = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=EditionState, default=EditionState.REQUESTED)
    figures = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()
    closed = True
    reaches = EDITION_REACHES
    protection_path = None

    class Meta:
        permissions = [
            ("request_edition", "Can ask for a yearly report"),
            ("draw_edition", "Can have a report drawn again"),
            ("publish_edition", "Can publish a yearly report"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="reports_edition_number_once"),
            models.UniqueConstraint(
                fields=["year", "digest"],
                name="reports_one_edition_per_figures",
                condition=~models.Q(digest="") & ~models.Q(state=EditionState.UNCHANGED),
            ),
            models.CheckConstraint(
                name="reports_drawn_edition_has_figures",
                condition=models.Q(state__in=[EditionState.REQUESTED, EditionState.UNCHANGED])
                | models.Q(figures__isnull=False),
            ),
            models.CheckConstraint(
                name="reports_live_edition_stays_unpublished",
                condition=~models.Q(state=EditionState.PUBLISHED, is_live=True),
            ),
            models.CheckConstraint(
                name="reports_published_has_publisher",
                condition=~models.Q(state=EditionState.PUBLISHED)
                | models.Q(published_by__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:edition_detail', args=[self.year])}?edition={self.number}"

    @property
    def ref(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def title(self) -> str:
        return _("Human trafficking in Denmark %(year)s") % {"year": self.year}


class EditionFile(models.Model):
    """One file of an edition, kept in the database so that it shares the edition's fate."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=FileKind)
    language = models.CharField(max_length=2, choices=Language)
    name = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    part_of = "edition"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "language"], name="reports_one_file_a_kind"),
        ]

    def __str__(self) -> str:
        return self.name
