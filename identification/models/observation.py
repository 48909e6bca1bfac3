from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from identification.enums import FourAnswer, ObservationSource
from identification.models.indicator import Indicator
from identification.models.interview import Interview
from identification.models.kept import Kept


class Observation(Kept):
    """What somebody has seen or been told, of one indicator or in their own words: answer, evidence, source and day.

    It belongs to the case, so that two who assess see the same. ``observed_by`` is empty where it is whoever wrote it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(gettext_lazy("answer"), max_length=10, choices=FourAnswer, default=FourAnswer.YES)
    evidence = models.TextField(gettext_lazy("evidence"), blank=True)
    source = models.CharField(gettext_lazy("source"), max_length=10, choices=ObservationSource)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Which document of the case it stands in, by its number there: who may not open that document reads no more of it.
    document_number = models.PositiveIntegerField(null=True, blank=True)
    document_place = models.CharField(gettext_lazy("place in the document"), max_length=60, blank=True, db_default="")
    observed_by = models.CharField(gettext_lazy("observed by"), max_length=120, blank=True)
    observed_on = models.DateField(gettext_lazy("observed"))

    class Meta(Kept.Meta):
        ordering = ["case", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="observation_yes_rests_on_something", condition=~Q(answer=FourAnswer.YES) | ~Q(evidence="")
            ),
            models.CheckConstraint(
                name="observation_in_own_words_says_yes",
                condition=Q(indicator__isnull=False) | Q(answer=FourAnswer.YES),
            ),
            models.CheckConstraint(name="observation_answer_is_known", condition=Q(answer__in=FourAnswer.values)),
            models.CheckConstraint(
                name="observation_source_is_known", condition=Q(source__in=ObservationSource.values)
            ),
            models.CheckConstraint(
                name="observation_from_an_interview_says_so",
                condition=Q(interview__isnull=True) | Q(source=ObservationSource.INTERVIEW),
            ),
            models.CheckConstraint(
                name="observation_from_a_document_says_so",
                condition=Q(document_number__isnull=True) | Q(source=ObservationSource.DOCUMENT),
            ),
            models.CheckConstraint(
                name="observation_place_is_in_a_document",
                condition=Q(document_place="") | Q(document_number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    @property
    def label(self) -> str:
        return self.indicator.label if self.indicator else _("In own words")

    @property
    def observer(self) -> str:
        return self.observed_by or str(self.recorded_by)

    @property
    def said(self) -> str:
        """What it says, in a line."""
        return self.evidence or str(self.get_answer_display())
