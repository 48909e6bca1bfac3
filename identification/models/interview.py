from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Code, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from identification.enums import ConsentScope, FourAnswer


class Interview(UnderCase):
    """An udredende samtale: when, where, who was there, and with whom its content may be shared.

    Its pages ask at the case's door (``interview`` on the case); it has no policy of its own.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interviews")
    held_at = models.DateTimeField(_("held"))
    place = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("place"))
    language = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("language")
    )
    interpreter = models.CharField(_("interpreter"), max_length=10, choices=FourAnswer, default=FourAnswer.NOT_ASKED)
    companion = models.CharField(_("companion"), max_length=10, choices=FourAnswer, default=FourAnswer.NOT_ASKED)
    representative = models.CharField(
        _("child's representative"), max_length=10, choices=FourAnswer, default=FourAnswer.NOT_ASKED
    )
    consent = models.CharField(_("consent"), max_length=20, choices=ConsentScope)
    consent_to = models.CharField(_("named parties"), max_length=200, blank=True)
    notes = models.TextField(_("notes"))
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    noun = "cases.case"
    added_under = ("interview",)
    reaches = UNDER_CASE_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["held_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="interview_names_the_parties",
                condition=models.Q(consent=ConsentScope.NAMED_PARTIES) & ~models.Q(consent_to="")
                | ~models.Q(consent=ConsentScope.NAMED_PARTIES) & models.Q(consent_to=""),
            ),
            models.CheckConstraint(
                name="interview_consent_is_known", condition=models.Q(consent__in=ConsentScope.values)
            ),
        ]
        indexes = [models.Index(fields=["case", "held_at"], name="interview_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_at:%Y-%m-%d}"
