"""When two people wrote at once: what each wrote, and which of the two shall stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm
from identification.forms.words import part_label, part_text
from identification.models import Assessment, Revision
from identification.rules.grounds import Grounds, differing, merged
from identification.selectors.texts import revision_of

MINE, THEIRS = "mine", "theirs"
UNCHOSEN = {"required": _("Choose one of the two.")}


class ChoiceForm(PlainForm):
    """One choice for each part that differs. Nothing is chosen beforehand."""

    against = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, mine: Grounds, theirs: Revision) -> None:
        super().__init__(data, initial={"against": theirs.version})
        self.mine, self.theirs, self.name = mine, Grounds.read(theirs.text), theirs.author.name
        self.parts = {name_of(part): part for part in differing(mine, self.theirs)}
        sides = [(MINE, _("Keep mine")), (THEIRS, _("Use the one from %(name)s") % {"name": self.name})]
        for name, part in self.parts.items():
            self.fields[name] = forms.ChoiceField(
                label=part_label(part), choices=sides, widget=forms.RadioSelect, error_messages=UNCHOSEN
            )

    def differences(self, form_labels: Mapping[str, str]) -> Iterator[tuple[Any, list[tuple[Any, str]]]]:
        """Each field with its two radios, and beside each what it stands for."""
        for name, part in self.parts.items():
            texts = [part_text(grounds, part, form_labels) for grounds in (self.mine, self.theirs)]
            yield self[name], list(zip(self[name], texts, strict=True))

    def settled(self) -> Grounds:
        """Their text with the parts I kept."""
        kept = [part for name, part in self.parts.items() if self.cleaned_data[name] == MINE]
        return merged(self.mine, self.theirs, kept)


def name_of(part: str) -> str:
    return "keep_" + part.replace(".", "_")


def choices_made(data: QueryDict, assessment: Assessment, mine: Grounds) -> ChoiceForm | None:
    """What was chosen on a page that showed both texts; None when no such page was answered."""
    against = data.get("against", "")
    theirs = revision_of(assessment, int(against)) if against.isascii() and against.isdigit() else None
    return ChoiceForm(data, mine=mine, theirs=theirs) if theirs else None
