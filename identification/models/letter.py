import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from identification.enums import LetterLanguage, SendingWay
from identification.models.decision import StatusDecision

UNREAD = Q(read_at__isnull=True, read_by__isnull=True)
READ = Q(read_at__isnull=False, read_by__isnull=False)
SENT = Q(sent_on__isnull=False, sent_by__isnull=False, read_at__isnull=False, sent_how__in=SendingWay.values)


class Letter(UnderCase):
    """What the person is told of a decision, as a PDF that lies closed outside the database under ``uuid``.

    It is never changed: a better one is another letter. It is sent once somebody has read it, and then it was sent.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    decision = models.ForeignKey(StatusDecision, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("given or sent"), null=True, blank=True)
    sent_how = models.CharField(_("how"), max_length=12, choices=SendingWay, blank=True)

    kept_in_vault = True
    noun = "cases.case"
    added_under = changed_under = ("decide",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case__victim", "decision", "made_by", "read_by", "sent_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="letter_numbered_within_its_case"),
            models.CheckConstraint(name="letter_language_is_known", condition=Q(language__in=LetterLanguage.values)),
            models.CheckConstraint(name="letter_has_its_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="letter_is_read_by_somebody",
                condition=UNREAD | READ,
            ),
            models.CheckConstraint(
                name="letter_is_read_before_it_is_sent",
                condition=Q(sent_on__isnull=True, sent_by__isnull=True, sent_how="") | SENT,
            ),
        ]
        indexes = [models.Index(fields=["case", "-number"], name="letter_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("identification:letter_detail", args=[self.case.ref, self.number])

    @property
    def file_name(self) -> str:
        """What the file is called outside: nothing of what it says."""
        return f"{self.case.ref}-brev-{self.number}.pdf"
