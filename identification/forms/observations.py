from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.forms import DayField, FourField, PlainForm
from identification.enums import SECTIONS, FourAnswer
from identification.forms.fields import ProseField
from identification.forms.sources import SourceField
from identification.models import Indicator, Interview, Observation
from identification.selectors.observations import Sources
from identification.services import NewObservation

OBSERVER_HELP = gettext_lazy("Fill in if it was somebody else than you: a function, not a name.")

PLACE_HELP = gettext_lazy("Only if the source is a document. For example page 4.")


class SourcedForm(PlainForm):
    """Where it was seen or said, when, and by whom."""

    mark_optional = False

    source = SourceField()
    document_place = forms.CharField(
        label=gettext_lazy("Where in the document?"), required=False, max_length=60, help_text=PLACE_HELP
    )
    observed_on = DayField(label=gettext_lazy("When was it observed?"))
    observed_by = forms.CharField(
        label=gettext_lazy("Who observed it?"), required=False, max_length=120, help_text=OBSERVER_HELP
    )

    def __init__(self, *args: Any, sources: Sources, stands: Observation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: SourceField = self.fields["source"]
        field.offer(sources, named=stands and stands.document_number)
        self.fields["observed_on"].initial = day_of(sources.interviews)
        if not field.papers and not self.data.get("document_place"):
            del self.fields["document_place"]

    def new(self, *, indicator: Indicator | None, answer: str, evidence: str) -> NewObservation:
        said, field = self.cleaned_data, self.fields["source"]
        source, interview, document = field.chosen(said["source"])
        return NewObservation(
            indicator=indicator,
            answer=answer,
            evidence=evidence,
            source=source,
            interview=interview,
            document_number=document,
            document_place=said.get("document_place", ""),
            observed_on=said["observed_on"],
            observed_by=said["observed_by"],
        )


def day_of(interviews: Sequence[Interview]) -> Any:
    """The day of the interview that is chosen beforehand, else today."""
    return timezone.localdate(interviews[0].held_at) if interviews else timezone.localdate()


class ObservationForm(SourcedForm):
    """One observation, of an indicator or in one's own words."""

    indicator = forms.ChoiceField(label=gettext_lazy("What is it an observation of?"), required=False)
    answer = FourField(label=gettext_lazy("Is it so?"), initial=FourAnswer.YES.value)
    evidence = ProseField(
        label=gettext_lazy("What does the answer rest on?"),
        rows=4,
        help_text=gettext_lazy("The person’s own words where you can. Leave out names."),
    )

    field_order = ("indicator", "answer", "evidence", "source", "document_place", "observed_on", "observed_by")

    def __init__(
        self, *args: Any, indicators: Sequence[Indicator], stands: Observation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, stands=stands, **kwargs)
        self.known = {row.code: row for row in indicators}
        if stands and stands.indicator:
            self.known.setdefault(stands.indicator.code, stands.indicator)
        self.fields["indicator"].choices = [("", _("In own words")), *grouped(list(self.known.values()))]
        if stands:
            self.initial |= initial_of(stands, self.fields["source"])

    def observation(self) -> NewObservation:
        said = self.cleaned_data
        return self.new(indicator=self.known.get(said["indicator"]), answer=said["answer"], evidence=said["evidence"])


def initial_of(row: Observation, source: SourceField) -> dict[str, Any]:
    return {
        "indicator": row.indicator.code if row.indicator else "",
        "answer": row.answer,
        "evidence": row.evidence,
        "source": source.name_of(row),
        "document_place": row.document_place,
        "observed_on": row.observed_on,
        "observed_by": row.observed_by,
    }


def grouped(indicators: Sequence[Indicator]) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """The choices under the name of the dimension or list they stand in."""
    for section, label in SECTIONS:
        here = [(row.code, row.label) for row in indicators if row.section == section]
        if here:
            yield label, here


class SectionForm(SourcedForm):
    """Every indicator of one dimension or list: an answer, and what it rests on. What nobody asked is left alone."""

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        for row in indicators:
            self.fields[f"answer_{row.code}"] = FourField(label=row.label)
            self.fields[f"evidence_{row.code}"] = ProseField(
                label=_("What does “%(what)s” rest on?") % {"what": row.label}, rows=2
            )

    @property
    def questions(self) -> Iterator[tuple[Indicator, Any, Any]]:
        for row in self.indicators:
            yield row, self[f"answer_{row.code}"], self[f"evidence_{row.code}"]

    def clean(self) -> dict[str, Any]:
        """A yes says what it rests on, and a text is no answer by itself."""
        for row in self.indicators:
            answer, evidence = self.said(row)
            if answer == FourAnswer.YES and not evidence:
                self.add_error(f"evidence_{row.code}", _("Write what the answer rests on."))
            if answer == FourAnswer.NOT_ASKED and evidence:
                self.add_error(f"answer_{row.code}", _("Choose an answer as well, or delete the text."))
        return self.cleaned_data

    def said(self, row: Indicator) -> tuple[str, str]:
        answer = self.cleaned_data.get(f"answer_{row.code}", FourAnswer.NOT_ASKED.value)
        return answer, self.cleaned_data.get(f"evidence_{row.code}", "").strip()

    def observations(self) -> list[NewObservation]:
        answered = [(row, *self.said(row)) for row in self.indicators]
        return [
            self.new(indicator=row, answer=answer, evidence=evidence)
            for row, answer, evidence in answered
            if answer != FourAnswer.NOT_ASKED
        ]


class WithdrawalForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why does it no longer count?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For example that it is about another person. It stands in the history."),
    )


class RemovalForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("Why is it removed?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the history of the assessment."),
    )
