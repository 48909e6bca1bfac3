"""Where something was seen or said: an interview or a document of the case, or something else."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.templatetags.cmm import danishdate
from identification.enums import ObservationSource
from identification.models import Interview, Observation
from identification.selectors.observations import Sources
from identification.services import Origin

TALK, PAPER = "interview-", "document-"


class SourceField(forms.ChoiceField):
    """One choice among the interviews held, the documents one may open, and the other sources.

    The latest interview is chosen beforehand.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Where is it from?")} | kwargs)
        self.talks: dict[str, Interview] = {}
        self.papers: dict[str, int] = {}

    def offer(self, sources: Sources, *, named: int | None = None) -> None:
        """``named`` is the document that stands already: it can be kept by who may not open it."""
        self.talks = {f"{TALK}{number}": row for number, row in numbered(sources.interviews)}
        titles = {row.number: f": {row.title}" for row in sources.documents}
        if named is not None:
            titles.setdefault(named, "")
        self.papers = {f"{PAPER}{number}": number for number in titles}
        held = [(name, talk_label(name, row)) for name, row in self.talks.items()]
        kept = [
            (name, _("Document %(number)s") % {"number": number} + titles[number])
            for name, number in self.papers.items()
        ]
        self.choices = [*held, *kept, *ObservationSource.choices]
        self.initial = held[0][0] if held else ObservationSource.OWN.value

    def chosen(self, value: str) -> tuple[str, Interview | None, int | None]:
        """The source, and the interview or the number of the document where it was one."""
        interview, document = self.talks.get(value), self.papers.get(value)
        if interview:
            return ObservationSource.INTERVIEW.value, interview, None
        if document:
            return ObservationSource.DOCUMENT.value, None, document
        return value or ObservationSource.OWN.value, None, None

    def name_of(self, row: Observation) -> str:
        """How a stored source is chosen in the form."""
        if row.document_number:
            return f"{PAPER}{row.document_number}"
        held = {talk.pk: name for name, talk in self.talks.items()}
        return held.get(row.interview_id, row.source)

    def origin(self, value: str) -> Origin:
        """What a text comes from that says no more: the day is the interview's, else today."""
        source, interview, document = self.chosen(value)
        held = timezone.localdate(interview.held_at) if interview else None
        return Origin(source=source, interview=interview, document_number=document, observed_on=held)


def numbered(interviews: Sequence[Interview]) -> Iterable[tuple[int, Interview]]:
    """Each with its number in the case; the first held is number 1."""
    return zip(range(len(interviews), 0, -1), interviews, strict=True)


def talk_label(name: str, row: Interview) -> str:
    words = {"number": name.removeprefix(TALK), "day": danishdate(timezone.localdate(row.held_at))}
    return _("Interview %(number)s, %(day)s") % words
