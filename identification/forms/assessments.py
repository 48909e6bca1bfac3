from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import PlainForm
from identification.enums import Outcome
from identification.forms.fields import ProseField, StatusField
from identification.forms.words import LABELS, TYPES
from identification.rules.grounds import Grounds
from identification.selectors.texts import form_choices

PLAIN = (
    "facts", "act_status", "means_status", "purpose_status", "exploitation_form", "purpose_evidence",
    "speaks_against", "recommendation", "reasons",
)  # fmt: skip


class VersionForm(PlainForm):
    """The version of the text that somebody read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def read(self) -> int:
        """The version, or none that ever stood."""
        return (self.cleaned_data.get("version") or 0) if self.is_valid() else 0


class AssessmentForm(VersionForm):
    """The whole text on one page. Nothing is required, so that it can be saved at any time."""

    mark_optional = False

    facts = ProseField(
        label=LABELS["facts"],
        rows=8,
        help_text=_("In the order it happened: where, when, who did what. Write from where you know it."),
    )
    act_status = StatusField(label=LABELS["act_status"])
    means_status = StatusField(label=LABELS["means_status"])
    exploitation_form = forms.ChoiceField(label=LABELS["exploitation_form"], required=False)
    secondary_forms = forms.MultipleChoiceField(
        label=LABELS["secondary_forms"], required=False, widget=forms.CheckboxSelectMultiple
    )
    purpose_evidence = ProseField(label=LABELS["purpose_evidence"])
    purpose_status = StatusField(label=LABELS["purpose_status"])
    speaks_against = ProseField(
        label=LABELS["speaks_against"],
        rows=6,
        help_text=_(
            "Write it even if it does not change your view, and how much it weighs. “Nothing found” is an answer."
        ),
    )
    recommendation = forms.ChoiceField(
        label=LABELS["recommendation"], required=False, choices=Outcome, widget=forms.RadioSelect
    )
    reasons = ProseField(
        label=LABELS["reasons"],
        rows=6,
        help_text=_("The one who decides reads this first. It may become the decision’s reasons."),
    )

    def __init__(self, *args: Any, grounds: Grounds, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(grounds) | {"version": version}, **kwargs)
        forms_to_choose = form_choices(grounds.exploitation_form, *grounds.secondary_forms)
        self.fields["exploitation_form"].choices = [("", _("Not chosen")), *forms_to_choose]
        self.fields["secondary_forms"].choices = forms_to_choose
        self.add_claims()

    def add_claims(self) -> None:
        """One tick for each type of act and means, and under it what it rests on; before the element's status."""
        named = self.fields
        for element, types in TYPES.items():
            for kind, label in types.choices:
                named[f"{element}_{kind}"] = forms.BooleanField(label=label, required=False)
                named[f"{element}_{kind}_evidence"] = ProseField(
                    label=_("What does “%(what)s” rest on?") % {"what": label}, rows=3
                )
        claims = {
            element: [name for name in named if name.startswith(f"{element}_") and name not in PLAIN]
            for element in TYPES
        }
        self.order_fields(["version", "facts", *claims["act"], "act_status", *claims["means"], "means_status"])

    def claims(self, element: str) -> Iterator[tuple[Any, Any]]:
        for kind in TYPES[element].values:
            yield self[f"{element}_{kind}"], self[f"{element}_{kind}_evidence"]

    @property
    def acts(self) -> Iterator[tuple[Any, Any]]:
        return self.claims("act")

    @property
    def means(self) -> Iterator[tuple[Any, Any]]:
        return self.claims("means")

    def clean(self) -> dict[str, Any]:
        """Evidence whose tick was taken away is not lost in silence."""
        for element, types in TYPES.items():
            for kind in types.values:
                name = f"{element}_{kind}"
                if self.cleaned_data.get(f"{name}_evidence") and not self.cleaned_data.get(name):
                    self.add_error(f"{name}_evidence", _("Tick the box above as well, or delete the text."))
        return self.cleaned_data

    def grounds(self) -> Grounds:
        """The text as it was written."""
        said = self.cleaned_data
        primary = said["exploitation_form"]
        return Grounds(
            **{name: said[name] for name in PLAIN},
            **{element: self.chosen(element) for element in TYPES},
            secondary_forms=tuple(sorted(code for code in said["secondary_forms"] if code != primary)),
        )

    def chosen(self, element: str) -> dict[str, str]:
        kinds = [kind for kind in TYPES[element].values if self.cleaned_data[f"{element}_{kind}"]]
        return {kind: self.cleaned_data[f"{element}_{kind}_evidence"] for kind in kinds}


def initial_of(grounds: Grounds) -> dict[str, Any]:
    """A text as the form's fields hold it."""
    initial: dict[str, Any] = {name: getattr(grounds, name) for name in PLAIN}
    initial["secondary_forms"] = list(grounds.secondary_forms)
    for element in TYPES:
        for kind, evidence in grounds.types_of(element).items():
            initial |= {f"{element}_{kind}": True, f"{element}_{kind}_evidence": evidence}
    return initial
