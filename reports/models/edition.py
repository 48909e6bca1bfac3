from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.core.labels import Labelled
from reports.enums import EditionState
from reports.querysets import EditionQuerySet
from reports.scoping import EDITION_REACHES

REVIEWED = (EditionState.REVIEWED, EditionState.SEALED, EditionState.PUBLISHED)
FRUITLESS = (EditionState.UNCHANGED, EditionState.STOPPED, EditionState.CANCELLED)


class Edition(Labelled, models.Model):
    """A yearly report with its figures frozen; the same figures of a year are the same edition."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    is_live = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=EditionState, default=EditionState.REQUESTED)
    figures = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    # Nobody where the calendar asked for the draft of last year.
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    cause = models.JSONField(default=dict)
    trouble = models.JSONField(default=list)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_at = models.DateTimeField(null=True)
    seal = models.JSONField(default=dict)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()
    closed = True
    reaches = EDITION_REACHES
    protection_path = None

    class Meta:
        permissions = [
            ("request_edition", "Can ask for a yearly report"),
            ("draw_edition", "Can have a report drawn again"),
            ("approve_edition", "Can say that a yearly report is right"),
            ("publish_edition", "Can publish a yearly report"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="reports_edition_number_once"),
            models.UniqueConstraint(
                fields=["year", "digest"],
                name="reports_one_edition_per_figures",
                condition=~models.Q(digest="") & ~models.Q(state__in=FRUITLESS),
            ),
            models.CheckConstraint(
                name="reports_drawn_edition_has_figures",
                condition=models.Q(state__in=[EditionState.REQUESTED, *FRUITLESS]) | models.Q(figures__isnull=False),
            ),
            models.CheckConstraint(
                name="reports_reviewed_by_a_second_person",
                condition=~models.Q(state__in=REVIEWED)
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                & ~models.Q(reviewed_by=models.F("requested_by")),
            ),
            models.CheckConstraint(
                name="reports_sealed_has_a_seal",
                condition=~models.Q(state__in=REVIEWED[1:])
                | models.Q(sealed_at__isnull=False, seal__has_keys=["figures", "files"]),
            ),
            models.CheckConstraint(
                name="reports_cancelled_by_somebody",
                condition=~models.Q(state=EditionState.CANCELLED)
                | models.Q(cancelled_by__isnull=False, cancelled_at__isnull=False),
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
