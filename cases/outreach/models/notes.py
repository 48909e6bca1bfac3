from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.outreach.halves import Half
from cases.outreach.querysets import StatusNoteQuerySet
from cases.outreach.scoping import OURS
from cmm.accounts.models import Organisation


class StatusNote(models.Model):
    """What an organisation tells of a half-year: its figures, and what its leader writes of them.

    A draft is written on until it is finished. Finished it keeps its figures and never changes; what was wrong stands
    in a new one that replaces it and says what is new.
    """

    ref = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    text_da = models.TextField(_("text in Danish"), max_length=8_000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=8_000, blank=True)
    revision_note = models.TextField(_("what is new"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    figures = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey("jobs.Job", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    closed = True
    reaches = OURS
    protection_path = None
    door_joins = ("organisation", "begun_by", "finished_by", "replaces", "replaced_by", "job")
    objects = StatusNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "number", "revision"], name="outreach_note_revised_in_order"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "number"],
                name="outreach_note_one_draft",
                condition=Q(finished_at__isnull=True),
            ),
            models.CheckConstraint(name="outreach_note_is_of_a_half_year", condition=Q(number__in=[1, 2])),
            models.CheckConstraint(
                name="outreach_note_later_ones_replace",
                condition=Q(revision=1, replaces__isnull=True) | Q(revision__gt=1, replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="outreach_note_finished_is_whole",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True, figures__isnull=True, digest="")
                | Q(
                    finished_at__isnull=False,
                    finished_by__isnull=False,
                    figures__isnull=False,
                    digest__regex=r"^[0-9a-f]{64}$",
                ),
            ),
            models.CheckConstraint(
                name="outreach_note_finished_says_something",
                condition=Q(finished_at__isnull=True) | ~Q(text_da=""),
            ),
            models.CheckConstraint(
                name="outreach_note_revision_says_what_is_new",
                condition=Q(finished_at__isnull=True) | Q(revision=1) | ~Q(revision_note=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("outreach:note_detail", args=[self.ref])

    @property
    def half(self) -> Half:
        return Half(self.year, self.number)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def languages(self) -> list[str]:
        """In English only where the leader has written in English too."""
        return ["da", "en"] if self.text_en else ["da"]


class StatusNoteFile(models.Model):
    """A finished note as it was drawn. It stays as it is."""

    note = models.ForeignKey(StatusNote, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2, choices=[("da", "Dansk"), ("en", "English")])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    drawn_at = models.DateTimeField(default=timezone.now)

    part_of = "note"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "language"], name="outreach_note_drawn_once_a_language"),
            models.CheckConstraint(name="outreach_note_file_language_is_known", condition=Q(language__in=["da", "en"])),
        ]

    def __str__(self) -> str:
        return f"{self.note.ref} {self.language}"

    @property
    def name(self) -> str:
        return f"{'statusnotat' if self.language == 'da' else 'status-note'}-{self.note.ref}.pdf"
