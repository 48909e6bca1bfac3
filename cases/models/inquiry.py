from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus, InquiryOutcome, Protection, Region
from cases.models.case import Case
from cases.models.code import Code
from cases.querysets import InquiryQuerySet
from cases.scoping import INQUIRY_REACHES
from cmm.accounts.models import Organisation
from cmm.core.labels import Labelled


class Inquiry(Labelled, models.Model):
    """A henvendelse: somebody told CMM about a person. It may end without a case, and is counted either way.

    Of one about several persons, the first person's case is its own; each of the others has a part of it, ``whole``,
    with that person's case. Parts are followed by whoever referred, and never counted as inquiries.
    """

    ref = models.CharField(max_length=24, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("received"))
    channel = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("channel"))
    caller_type = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who called")
    )
    source = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("from"))
    referring_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("referring organisation"),
    )
    region = models.CharField(_("region"), max_length=20, choices=Region, default=Region.UNKNOWN)
    persons = models.PositiveSmallIntegerField(_("persons"), default=1)
    urgent = models.BooleanField(_("cannot wait"), default=False)
    summary = models.TextField(_("what it is about"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=InquiryOutcome, default=InquiryOutcome.OPEN)
    outcome_reason = models.CharField(_("reason"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries")
    # What the inquiry carries of the case it became, kept true by a composite foreign key: who may look follows the
    # case, and a referring organisation reads the status without reading the case.
    case_protection = models.CharField(max_length=12, editable=False, db_default=Protection.NORMAL.value)
    case_authority = models.CharField(max_length=10, editable=False, null=True)
    case_status = models.CharField(max_length=20, editable=False, null=True, choices=CaseStatus)
    whole = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    closed = True
    case_path = "case_id"
    reaches = INQUIRY_REACHES
    protection_path = "case_protection"
    door_joins = (
        "channel", "caller_type", "source", "referring_organisation", "case__victim", "logged_by",
        "handover__organisation", "handover__sent_by", "handover__language", "handover__heeded_by",
    )  # fmt: skip
    objects = InquiryQuerySet.as_manager()

    class Meta:
        permissions = [
            ("follow_inquiry", "Can follow the status of own referrals"),
            ("trace_inquiry", "Can see on the course of a case that it came"),
        ]
        constraints = [
            models.CheckConstraint(
                name="inquiry_became_a_case_has_one",
                condition=models.Q(outcome=InquiryOutcome.CASE_OPENED, case__isnull=False)
                | (~models.Q(outcome=InquiryOutcome.CASE_OPENED) & models.Q(case__isnull=True)),
            ),
            models.CheckConstraint(
                name="inquiry_without_a_case_says_why",
                condition=~models.Q(outcome__in=[InquiryOutcome.ADVICE_ONLY, InquiryOutcome.NOT_RELEVANT])
                | ~models.Q(outcome_reason=""),
                violation_error_message=_("Write why no case came of it."),
            ),
            models.CheckConstraint(
                name="inquiry_open_until_it_ends",
                condition=models.Q(outcome=InquiryOutcome.OPEN, closed_at__isnull=True)
                | (~models.Q(outcome=InquiryOutcome.OPEN) & models.Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(name="inquiry_is_about_somebody", condition=models.Q(persons__gte=1)),
            models.CheckConstraint(
                name="inquiry_part_is_one_person_with_a_case",
                condition=models.Q(whole__isnull=True) | models.Q(persons=1, outcome=InquiryOutcome.CASE_OPENED),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-received_at"], name="inquiry_newest_first"),
            models.Index(fields=["organisation", "outcome", "-received_at"], name="inquiry_by_outcome"),
            models.Index(fields=["referring_organisation", "-received_at"], name="inquiry_by_referrer"),
            # As the list of all and of those in hand read them, whatever ties them to the reader.
            models.Index(fields=["-received_at", "-id"], name="inquiry_by_day"),
            models.Index(fields=["outcome", "-urgent", "received_at", "id"], name="inquiry_in_hand"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("cases:inquiry_detail", args=[self.ref])
