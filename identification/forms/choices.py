"""When two people wrote at once: what each wrote, and which of the two shall stand."""

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm
from identification.forms.words import part_label, part_text
from identification.models import Assessment, Revision
from identification.rules.grounds import PARTS, Grounds, differing, is_claim, merged, with_parts
from identification.selectors.texts import revision_of

MINE, THEIRS, BOTH = "mine", "theirs", "both"
SIDES = (MINE, THEIRS, BOTH)
UNCHOSEN = {"required": _("Choose one of the two.")}


class ChoiceForm(PlainForm):
    """One choice for each part that differs. Nothing is chosen beforehand; of observations one may keep both."""

    against = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, mine: Grounds, theirs: Revision) -> None:
        super().__init__(data, initial={"against": theirs.version})
        self.mine, self.theirs, self.name = mine, Grounds.read(theirs.text), theirs.author.name
        self.parts = {name_of(part): part for part in differing(mine, self.theirs)}
        sides = [(MINE, _("Keep mine")), (THEIRS, _("Use the one from %(name)s") % {"name": self.name})]
        both = [(BOTH, _("Keep both"))]
        for name, part in self.parts.items():
            self.fields[name] = forms.ChoiceField(
                label=part_label(part),
                choices=sides + both * is_claim(part),
                widget=forms.RadioSelect,
                error_messages=UNCHOSEN,
            )

    def differences(
        self, form_labels: Mapping[str, str], evidence: Mapping[int, str]
    ) -> Iterator[tuple[Any, list[tuple[Any, str]]]]:
        """Each field with its radios, and beside each what it stands for."""
        for name, part in self.parts.items():
            texts = [part_text(grounds, part, form_labels, evidence) for grounds in (self.mine, self.theirs)]
            yield self[name], list(zip_longest(self[name], texts, fillvalue=""))

    def settled(self) -> Grounds:
        """Their text with the parts I kept."""
        kept = {side: [part for name, part in self.parts.items() if self.cleaned_data[name] == side] for side in SIDES}
        return merged(self.mine, self.theirs, kept[MINE], kept[BOTH])


def name_of(part: str) -> str:
    return "keep_" + part.replace(".", "_")


def choices_made(
    data: QueryDict, assessment: Assessment, mine: Grounds, parts: Collection[str] = PARTS
) -> ChoiceForm | None:
    """What was chosen on a page that showed both texts; None when no such page was answered."""
    against = data.get("against", "")
    theirs = revision_of(assessment, int(against)) if against.isascii() and against.isdigit() else None
    return choices_between(mine, theirs, parts, data) if theirs else None


def choices_between(mine: Grounds, theirs: Revision, parts: Collection[str], data: Any = None) -> ChoiceForm:
    """What I wrote of ``parts``, against what the other did."""
    return ChoiceForm(data, mine=with_parts(Grounds.read(theirs.text), mine, parts), theirs=theirs)
