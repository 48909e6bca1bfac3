from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.disclosing import BY_HAND, DisclosureWay
from cases.enums import Consenter, ConsentGiven, LegalBasis, Receiver
from cases.models.case import Case
from cases.models.referral import AS_GIVEN, NOT_NOTED, Referral
from cases.models.under_case import UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet

UNASKED = Q(consented_on__isnull=True, consented_by="", consented_how="", consented_to="")


class Disclosure(UnderCase):
    """Somebody outside was given information about the person: what, to whom, when, and why it was lawful.

    Every verb that tells somebody writes one; a phone call is written by hand. It is never changed. What was written
    wrong is corrected by another that ``corrects`` it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    number = models.PositiveIntegerField()
    way = models.CharField(_("how"), max_length=8, choices=DisclosureWay)
    receiver = models.CharField(_("who was told"), max_length=20, choices=Receiver)
    receiver_name = models.CharField(_("which office"), max_length=120)
    told = models.TextField(_("what they were told"))
    basis = models.CharField(_("legal basis"), max_length=20, choices=LegalBasis)
    basis_note = models.CharField(_("why"), max_length=300, blank=True)
    consented_on = models.DateField(_("consented"), null=True, blank=True)
    consented_by = models.CharField(_("who consented"), max_length=14, choices=Consenter, blank=True)
    consented_how = models.CharField(_("how they consented"), max_length=11, choices=ConsentGiven, blank=True)
    consented_to = models.CharField(_("to what they consented"), max_length=300, blank=True)
    told_on = models.DateField(_("told"))
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    referral = models.OneToOneField(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosure"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    noun = "cases.case"
    seen_under = added_under = ("write_journal",)
    reaches = UNDER_CASE_REACHES
    door_joins = ("case__victim", "told_by")
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="disclosure_numbered_within_its_case"),
            models.CheckConstraint(
                name="disclosure_says_how_and_to_whom",
                condition=Q(way__in=DisclosureWay.values, receiver__in=Receiver.values)
                & ~Q(receiver_name="")
                & ~Q(told=""),
            ),
            models.CheckConstraint(
                name="disclosure_by_a_referral_names_it",
                condition=Q(way__in=[DisclosureWay.REFERRAL, DisclosureWay.SHARED], referral__isnull=False)
                | ~Q(way__in=[DisclosureWay.REFERRAL, DisclosureWay.SHARED]) & Q(referral__isnull=True),
            ),
            models.CheckConstraint(
                name="disclosure_rests_on_something",
                condition=Q(basis=LegalBasis.CONSENT, consented_on__isnull=False, consented_on__lte=F("told_on"))
                & (AS_GIVEN | NOT_NOTED)
                | Q(basis__in=[one for one in LegalBasis.values if one != LegalBasis.CONSENT])
                & ~Q(basis_note="")
                & UNASKED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def is_by_hand(self) -> bool:
        """Written by a person, and not by the verb that told."""
        return self.way in BY_HAND
