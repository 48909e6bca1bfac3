"""Where something was seen or said: an interview of the case, or something else."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.templatetags.cmm import danishdate
from identification.enums import ObservationSource
from identification.models import Interview
from identification.services import Origin

TALK = "interview-"


class SourceField(forms.ChoiceField):
    """One choice among the interviews held and the other sources. The latest interview is chosen beforehand."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Where is it from?")} | kwargs)
        self.talks: dict[str, Interview] = {}

    def offer(self, interviews: Sequence[Interview]) -> None:
        self.talks = {f"{TALK}{number}": row for number, row in numbered(interviews)}
        held = [(name, talk_label(name, row)) for name, row in self.talks.items()]
        self.choices = [*held, *ObservationSource.choices]
        self.initial = held[0][0] if held else ObservationSource.OWN.value

    def chosen(self, value: str) -> tuple[str, Interview | None]:
        """The source, and the interview where it was one."""
        interview = self.talks.get(value)
        return (ObservationSource.INTERVIEW.value, interview) if interview else (value or ObservationSource.OWN, None)

    def name_of(self, source: str, interview: Interview | None) -> str:
        """How a stored source is chosen in the form."""
        held = {row.pk: name for name, row in self.talks.items()}
        return held.get(interview.pk, source) if interview else source

    def origin(self, value: str) -> Origin:
        """What a text comes from that says no more: the day is the interview's, else today."""
        source, interview = self.chosen(value)
        held = timezone.localdate(interview.held_at) if interview else None
        return Origin(source=source, interview=interview, observed_on=held)


def numbered(interviews: Sequence[Interview]) -> Iterable[tuple[int, Interview]]:
    """Each with its number in the case; the first held is number 1."""
    return zip(range(len(interviews), 0, -1), interviews, strict=True)


def talk_label(name: str, row: Interview) -> str:
    words = {"number": name.removeprefix(TALK), "day": danishdate(timezone.localdate(row.held_at))}
    return _("Interview %(number)s, %(day)s") % words
