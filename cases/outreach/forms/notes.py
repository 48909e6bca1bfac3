from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.outreach.halves import Half, half_of
from cases.outreach.rendering.notes import half_name
from cases.outreach.services.notes import NoteTexts
from cmm.core.forms import PlainForm

OFFERED = 6  # half-years back to choose from


class BeginNoteForm(PlainForm):
    """Which half-year."""

    half = forms.ChoiceField(label=_("Half-year"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        halves = [half_of(today)]
        while len(halves) < OFFERED:
            halves.append(halves[-1].before)
        self.halves = {f"{half.year}-{half.number}": half for half in halves}
        self.fields["half"].choices = [(key, half_name(half).capitalize()) for key, half in self.halves.items()]

    def chosen_half(self) -> Half:
        return self.halves[self.cleaned_data["half"]]


class NoteForm(PlainForm):
    """What the leader writes of the figures."""

    mark_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    text_da = forms.CharField(
        label=_("What the figures show, in Danish"),
        required=False,
        max_length=8_000,
        help_text=_("Stands under the three figures. No names, no CPR number, no telephone number."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    text_en = forms.CharField(
        label=_("The same in English"),
        required=False,
        max_length=8_000,
        help_text=_("With a text here the note is drawn in English as well."),
        widget=forms.Textarea(attrs={"rows": 8, "lang": "en"}),
    )
    revision_note = forms.CharField(
        label=_("What is new"),
        required=False,
        max_length=500,
        help_text=_("What was wrong in the note this one replaces, or what has come to be known since."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replaces:
            del self.fields["revision_note"]

    def texts(self) -> NoteTexts:
        told = {name: text.strip() for name, text in self.cleaned_data.items() if name != "version"}
        return NoteTexts(**told)
