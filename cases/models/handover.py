from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import AgeBand, Consented, ConsentSaid, HandoverAnswer, HandoverState, SafeWay, Sex, Urgency
from cases.models.case import Case
from cases.models.code import Code
from cases.models.inquiry import Inquiry
from cases.models.under_case import UnderCase
from cases.querysets import HandoverQuerySet
from cases.scoping import HANDOVER_REACHES
from cmm.accounts.models import Organisation

UNANSWERED = Q(answered_as="", answered_at__isnull=True, answered_by__isnull=True, answer="")
ANSWERED = Q(answered_at__isnull=False, answered_by__isnull=False)


class Handover(UnderCase):
    """An organisation refers somebody to CMM, with the consent as it was given. It has no name and no number.

    CMM makes an inquiry of it under the same ref, ties it to a case there is, or says no. Whoever referred reads how
    it stands and nothing else, and can withdraw the consent for the person, answered or not.
    """

    ref = models.CharField(max_length=24, unique=True)
    submission_key = models.UUIDField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("referring organisation")
    )
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    consent = models.CharField(max_length=16, choices=Consented)
    said = models.CharField(max_length=12, choices=ConsentSaid)
    way = models.CharField(max_length=12, choices=SafeWay)
    urgency = models.CharField(max_length=8, choices=Urgency)
    language = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What was seen is told only where the person has said yes to that too.
    sex = models.CharField(max_length=20, choices=Sex, blank=True)
    age_band = models.CharField(max_length=20, choices=AgeBand, blank=True)
    note = models.TextField(max_length=400, blank=True)
    answered_as = models.CharField(max_length=8, choices=HandoverAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(_("reason"), max_length=500, blank=True)
    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="handover")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    heeded_at = models.DateTimeField(null=True, blank=True)
    heeded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    reaches = HANDOVER_REACHES
    door_joins = (
        "organisation",
        "receiver",
        "sent_by",
        "language",
        "answered_by",
        "inquiry",
        "case__victim",
        "heeded_by",
    )
    objects = HandoverQuerySet.as_manager()

    class Meta:
        permissions = [
            ("follow_handover", "Can follow the status of what the organisation referred"),
            ("answer_handover", "Can answer what an organisation referred"),
            ("withdraw_handover", "Can withdraw the consent for the person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "submission_key"], name="handover_stored_once"),
            models.CheckConstraint(
                name="handover_says_what_was_agreed",
                condition=Q(
                    consent__in=Consented.values,
                    said__in=ConsentSaid.values,
                    way__in=SafeWay.values,
                    urgency__in=Urgency.values,
                ),
            ),
            models.CheckConstraint(
                name="handover_tells_what_was_seen_with_consent",
                condition=Q(consent=Consented.CONTACT_AND_SEEN) | Q(sex="", age_band="", note=""),
            ),
            models.CheckConstraint(
                name="handover_is_answered_whole",
                condition=UNANSWERED & Q(inquiry__isnull=True, case__isnull=True)
                | ANSWERED & Q(answered_as=HandoverAnswer.INQUIRY, inquiry__isnull=False)
                | ANSWERED & Q(answered_as=HandoverAnswer.CASE, inquiry__isnull=True, case__isnull=False)
                | ANSWERED
                & Q(answered_as=HandoverAnswer.REFUSED, inquiry__isnull=True, case__isnull=True)
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="handover_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, heeded_at__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="handover_is_heeded_by_somebody",
                condition=Q(heeded_at__isnull=True, heeded_by__isnull=True)
                | Q(heeded_at__isnull=False, heeded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="handover_is_not_answered_without_consent",
                condition=Q(withdrawn_at__isnull=True)
                | Q(answered_at__isnull=True)
                | Q(answered_at__lte=F("withdrawn_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-sent_at"], name="handover_by_sender"),
            models.Index(
                fields=["case_organisation", "sent_at"],
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=False, heeded_at__isnull=True),
                name="handover_waits",
            ),
            models.Index(fields=["case_organisation", "-sent_at"], name="handover_newest_first"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("cases:handover_detail", args=[self.ref])

    @property
    def state(self) -> HandoverState:
        """What whoever referred is told: whether it was tied to a case there was, they are not."""
        if self.withdrawn_at:
            return HandoverState.WITHDRAWN
        if not self.answered_as:
            return HandoverState.SENT
        refused = self.answered_as == HandoverAnswer.REFUSED
        return HandoverState.REFUSED if refused else HandoverState.ACCEPTED

    @property
    def is_urgent(self) -> bool:
        return self.urgency == Urgency.TONIGHT

    @property
    def tells_what_was_seen(self) -> bool:
        return self.consent == Consented.CONTACT_AND_SEEN

    @property
    def waits(self) -> bool:
        return not self.answered_as and self.withdrawn_at is None

    @property
    def is_unheeded(self) -> bool:
        return self.withdrawn_at is not None and self.heeded_at is None

    @property
    def read_as(self) -> Any:
        """In the log: what came of it, which has the same ref."""
        return self.inquiry or self
