from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms import IDENTITY_FORMS
from cases.merging.choices import Fact, Part
from cases.merging.services import Chosen
from cases.models import Case
from cases.particulars import Particulars
from cmm.core.forms import PlainForm

HERE, THERE = "here", "there"
HIDDEN = gettext_lazy("hidden")
NOT_KNOWN = gettext_lazy("Not known yet")
LONG = {"rows": 3, "class": "cmm-wide"}


class OtherForm(PlainForm):
    """Which file is to lie in this one."""

    other = forms.CharField(
        label=gettext_lazy("Number of the other case"),
        max_length=24,
        help_text=gettext_lazy("As it stands on the case, such as CMM-2026-0042."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MergeForm(PlainForm):
    """One choice for each fact in which two files differ, and why they are one person's."""

    reason = forms.CharField(
        label=gettext_lazy("What shows that they are one person?"),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("Without names and numbers: it stands on the page of the case."),
    )

    def __init__(
        self,
        *args: Any,
        here: Case,
        there: Case,
        facts: Sequence[Fact],
        parts: Sequence[Part],
        shown: dict[str, tuple[Particulars, Particulars]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = (str(here.victim), str(there.victim))
        for fact in facts:
            known = THERE if fact.is_known(there) and not fact.is_known(here) else HERE
            self.ask(fact.name, fact.label, fact.said(here), fact.said(there), known)
        for part in parts:
            label = IDENTITY_FORMS[part.group].base_fields[part.name].label
            pair = shown.get(part.group)
            said = [getattr(one, part.name) for one in pair] if pair else [str(HIDDEN), str(HIDDEN)]
            self.ask(part.key, label, *said, THERE if part.only_there else HERE)
        self.facts, self.parts = facts, parts
        self.order_fields([*(fact.name for fact in facts), *(part.key for part in parts), "reason"])

    def ask(self, name: str, label: Any, here: str, there: str, known: str) -> None:
        said = [(HERE, self.names[0], here), (THERE, self.names[1], there)]
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[
                (key, _("%(said)s (%(name)s)") % {"said": what or NOT_KNOWN, "name": who}) for key, who, what in said
            ],
            initial=known,
            widget=forms.RadioSelect,
        )

    def chosen(self) -> Chosen:
        there = {name for name, value in self.cleaned_data.items() if value == THERE}
        return Chosen(
            facts=frozenset(fact.name for fact in self.facts if fact.name in there),
            identity=frozenset(part.key for part in self.parts if part.key in there),
        )

    @property
    def fact_fields(self) -> list[Any]:
        return [self[fact.name] for fact in self.facts]

    @property
    def identity_fields(self) -> list[Any]:
        return [self[part.key] for part in self.parts]


class UndoForm(PlainForm):
    reason = forms.CharField(
        label=gettext_lazy("What shows that they are two persons after all?"),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
    )
