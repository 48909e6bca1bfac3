from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet


class JournalEntry(UnderCase):
    """A note of the case (offentlighedsloven §§ 13 and 15): corrected by adding another, never by editing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="journal")
    number = models.PositiveIntegerField()
    title = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("note"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")

    noun = "cases.case"
    seen_under = added_under = ("write_journal",)
    reaches = UNDER_CASE_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name_plural = "journal entries"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="journal_numbered_within_its_case")]
        indexes = [models.Index(fields=["case", "-written_at"], name="journal_newest_first")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('cases:journal', args=[self.case.ref])}#note-{self.number}"
