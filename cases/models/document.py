import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import DocumentKind
from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet


class Document(UnderCase):
    """A file of the case, which lies closed outside the database under ``uuid``; the name it came with is not kept.

    It is never deleted or changed. A wrong person's paper is withdrawn, and nobody opens it any more.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(max_length=4, choices=DocumentKind)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)

    kept_in_vault = True
    noun = "cases.case"
    seen_under = added_under = changed_under = ("write_journal",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case", "added_by", "withdrawn_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="document_numbered_within_its_case"),
            models.CheckConstraint(name="document_kind_is_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(name="document_holds_something", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="document_is_withdrawn_by_somebody_who_says_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:document_file", args=[self.case.ref, self.number])

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None

    @property
    def file_name(self) -> str:
        """What the file is called outside: nothing of what it says."""
        return f"{self.case.ref}-dok-{self.number}.{'jpg' if self.kind == DocumentKind.JPEG else self.kind}"
