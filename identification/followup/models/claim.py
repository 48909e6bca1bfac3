from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from identification.followup.enums import PAYING, ClaimBody, ClaimOutcome
from identification.models.kept import Kept

UNDECIDED = Q(outcome="", decided_on__isnull=True, granted__isnull=True, decided_by__isnull=True)


class Claim(Kept):
    """Compensation that was asked for, in kroner, and what came of it."""

    body = models.CharField(_("who is asked"), max_length=13, choices=ClaimBody)
    claimed_on = models.DateField(_("claimed"))
    claimed = models.PositiveIntegerField(_("amount claimed"))
    outcome = models.CharField(_("what came of it"), max_length=8, choices=ClaimOutcome, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    granted = models.PositiveIntegerField(_("amount granted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    seen_under = added_under = changed_under = ("write_journal",)

    class Meta(Kept.Meta):
        ordering = ["case", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="claim_asks_somebody_for_something", condition=Q(body__in=ClaimBody.values, claimed__gt=0)
            ),
            models.CheckConstraint(
                name="claim_is_decided_whole",
                condition=UNDECIDED
                | Q(
                    Q(outcome__in=[one.value for one in PAYING], granted__gt=0)
                    | Q(outcome__in=[ClaimOutcome.REJECTED, ClaimOutcome.DROPPED], granted=0),
                    decided_on__isnull=False,
                    decided_on__gte=F("claimed_on"),
                    granted__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"
