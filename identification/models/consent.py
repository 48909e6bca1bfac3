from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, UnderCase
from cases.scoping import UNDER_CASE_REACHES
from cmm.accounts.scoping import ReachQuerySet
from identification.enums import ConsentTopic, FourAnswer
from identification.models.interview import Interview


class Consent(UnderCase):
    """The answer to one of the seven questions in one interview. What nobody asked has no row.

    A yes holds ``until`` a day; nothing there means until it is taken back. It is never changed. That somebody takes it
    back is an act of its own, with its day; the next interview asks anew.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="consents")
    topic = models.CharField(max_length=12, choices=ConsentTopic)
    answer = models.CharField(max_length=10, choices=FourAnswer)
    given_on = models.DateField()
    until = models.DateField(_("holds until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    noun = "cases.case"
    added_under = changed_under = ("interview",)
    reaches = UNDER_CASE_REACHES
    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "topic"], name="consent_once_an_interview"),
            models.CheckConstraint(name="consent_topic_is_known", condition=Q(topic__in=ConsentTopic.values)),
            models.CheckConstraint(
                name="consent_answer_is_known",
                condition=Q(answer__in=[one for one in FourAnswer.values if one != FourAnswer.NOT_ASKED]),
            ),
            models.CheckConstraint(
                name="consent_that_lapses_was_given",
                condition=Q(until__isnull=True) | Q(answer=FourAnswer.YES, until__gt=models.F("given_on")),
            ),
            models.CheckConstraint(
                name="consent_is_withdrawn_by_somebody",
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(
                    answer=FourAnswer.YES,
                    withdrawn_on__gte=models.F("given_on"),
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(fields=["case", "topic", "id"], name="consent_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.topic}"
