from django.db import models

from reports.enums import FileKind, Language
from reports.models.edition import Edition


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
