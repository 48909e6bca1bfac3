from django.db import models
from django.utils import timezone

from cmm.core.labels import Labelled
from reports.models.edition import Edition
from reports.querysets import ExtractQuerySet
from reports.scoping import EXTRACT_REACHES


class Extract(Labelled, models.Model):
    """The pseudonymised rows one edition counts, as they were at one moment, with all they were counted by.

    The pseudonyms are made with a key that only the freezing process ever held: nobody can make them again.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="extract")
    taken_at = models.DateTimeField(default=timezone.now)
    code = models.CharField(max_length=12)  # of the program: reports.version
    head = models.JSONField()
    flow = models.JSONField(
        default=list
    )  # of each definition: how many were found, left out and counted, in true numbers
    digest = models.CharField(max_length=64)

    objects = ExtractQuerySet.as_manager()
    closed = True
    reaches = EXTRACT_REACHES
    protection_path = None

    def __str__(self) -> str:
        return self.digest[:12]


class ExtractPart(models.Model):
    """The rows of one population, packed; the digest is of what is inside."""

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=20)
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    part_of = "extract"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extract", "name"], name="reports_extract_part_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.rows})"
