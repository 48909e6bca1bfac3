from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.disclosing import ReferralKind
from cases.enums import Consenter, ConsentGiven, LegalBasis, Receiver, ReferralAnswer, ReferralEnd, ReferralState
from cases.models.case import Case
from cases.models.under_case import UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet

SETTLED_BY = Q(answered_as="", answered_on__isnull=True, answered_by__isnull=True, answer="")
# Of what was sent before these questions were asked nobody knows the answers.
AS_GIVEN = Q(
    consented_by__in=[one for one in Consenter.values if one != Consenter.NOT_NOTED],
    consented_how__in=[one for one in ConsentGiven.values if one != ConsentGiven.NOT_NOTED],
) & ~Q(consented_to="")
NOT_NOTED = Q(consented_by=Consenter.NOT_NOTED, consented_how=ConsentGiven.NOT_NOTED, consented_to="")
STANDS = Q(consent_withdrawn_on__isnull=True, consent_withdrawn_by__isnull=True, consent_withdrawn_effect="")
UNENDED = Q(ended_as="", ended_on__isnull=True, ended_by__isnull=True, ended_note="")


class Referral(UnderCase):
    """Somebody outside the register was told of the person: who, what, when, on which basis, and what they answered.

    The receiver has no login: the caseworker sends, and writes down the answer. What was sent is never changed, nor the
    consent it was sent on. The answer, the end and the withdrawal of the consent are acts of their own, with their
    days. A referral whose consent is withdrawn is not open.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("what is asked"), max_length=8, choices=ReferralKind, default=ReferralKind.REFERRAL)
    receiver = models.CharField(max_length=20, choices=Receiver)
    receiver_name = models.CharField(_("which office"), max_length=120)
    told = models.TextField(_("what they were told"))
    basis = models.CharField(_("legal basis"), max_length=20, choices=LegalBasis)
    basis_note = models.CharField(_("why"), max_length=300, blank=True)
    consented_on = models.DateField(_("consented"), null=True, blank=True)
    consented_by = models.CharField(_("who consented"), max_length=14, choices=Consenter, blank=True)
    consented_how = models.CharField(_("how they consented"), max_length=11, choices=ConsentGiven, blank=True)
    consented_to = models.CharField(_("to what they consented"), max_length=300, blank=True)
    sent_on = models.DateField(_("sent"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    answered_as = models.CharField(max_length=8, choices=ReferralAnswer, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_as = models.CharField(max_length=8, choices=ReferralEnd, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    ended_note = models.CharField(_("what came of it"), max_length=500, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    consent_withdrawn_on = models.DateField(_("consent withdrawn"), null=True, blank=True)
    consent_withdrawn_effect = models.CharField(_("with which effect"), max_length=500, blank=True)
    consent_withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    noun = "cases.case"
    seen_under = added_under = changed_under = ("write_journal",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case__victim", "sent_by", "answered_by", "ended_by", "consent_withdrawn_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="referral_numbered_within_its_case"),
            models.CheckConstraint(name="referral_kind_is_known", condition=Q(kind__in=ReferralKind.values)),
            models.CheckConstraint(name="referral_receiver_is_known", condition=Q(receiver__in=Receiver.values)),
            models.CheckConstraint(name="referral_basis_is_known", condition=Q(basis__in=LegalBasis.values)),
            models.CheckConstraint(
                name="referral_on_consent_has_its_day",
                condition=~Q(basis=LegalBasis.CONSENT) | Q(consented_on__isnull=False, consented_on__lte=F("sent_on")),
            ),
            models.CheckConstraint(
                name="referral_consent_is_written_as_given",
                condition=~Q(basis=LegalBasis.CONSENT) | AS_GIVEN | NOT_NOTED,
            ),
            models.CheckConstraint(
                name="referral_consent_is_withdrawn_with_effect",
                condition=STANDS
                | Q(
                    Q(ended_on__isnull=False) | Q(answered_as=ReferralAnswer.REJECTED),
                    ~Q(consent_withdrawn_effect=""),
                    basis=LegalBasis.CONSENT,
                    consent_withdrawn_on__gte=F("consented_on"),
                    consent_withdrawn_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="referral_without_consent_says_why",
                condition=Q(basis=LegalBasis.CONSENT) | ~Q(basis_note=""),
            ),
            models.CheckConstraint(
                name="referral_is_answered_whole",
                condition=SETTLED_BY
                | Q(
                    answered_as__in=ReferralAnswer.values,
                    answered_on__gte=F("sent_on"),
                    answered_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="referral_ends_after_what_came_before",
                condition=UNENDED
                | Q(
                    ended_as=ReferralEnd.DONE,
                    answered_as=ReferralAnswer.ACCEPTED,
                    ended_on__gte=F("answered_on"),
                    ended_by__isnull=False,
                )
                | Q(
                    ~Q(answered_as=ReferralAnswer.REJECTED),
                    ~Q(ended_note=""),
                    ended_as=ReferralEnd.REVOKED,
                    ended_on__gte=F("sent_on"),
                    ended_by__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sent_on", "case"], condition=Q(answered_as="", ended_as=""), name="referral_unanswered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def is_transfer(self) -> bool:
        return self.kind == ReferralKind.TRANSFER

    @property
    def may_lose_consent(self) -> bool:
        """Whether it was sent on a consent that nobody has withdrawn."""
        return self.basis == LegalBasis.CONSENT and self.consent_withdrawn_on is None

    @property
    def state(self) -> ReferralState:
        """Where it stands: its end, else its answer, else that it was sent."""
        return ReferralState(self.ended_as or self.answered_as or ReferralState.SENT)
