"""An assessment is written in two steps: what happened and what it amounts to, and what is made of it."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.forms import PlainForm
from identification.enums import Outcome
from identification.forms.fields import LinksField, ProseField, StatusField
from identification.forms.sources import SourceField
from identification.forms.words import LABELS, TYPES
from identification.models import Observation
from identification.rules.grounds import PARTS, Claim, Grounds
from identification.selectors.observations import Sources
from identification.selectors.texts import form_choices
from identification.services import Origin

JUDGEMENT = ("speaks_against", "recommendation", "reasons")
ELEMENTS = tuple(part for part in PARTS if part not in JUDGEMENT)
NO_SOURCES = Sources()
PLAIN = ("facts", "act_status", "means_status", "purpose_status", "exploitation_form")
SOURCE_HELP = gettext_lazy("Used for what you write below under “new”. It can be corrected on each afterwards.")


class VersionForm(PlainForm):
    """The version of the text that somebody read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def read(self) -> int:
        """The version, or none that ever stood."""
        return (self.cleaned_data.get("version") or 0) if self.is_valid() else 0


class ElementsForm(VersionForm):
    """What happened, and what act, means and purpose rest on. Nothing is required, so that it can always be saved."""

    mark_optional = False
    parts: ClassVar[tuple[str, ...]] = ELEMENTS

    facts = ProseField(
        label=LABELS["facts"],
        rows=8,
        help_text=gettext_lazy("In the order it happened: where, when, who did what. Write from where you know it."),
    )
    source = SourceField(
        label=gettext_lazy("Where do you have the new evidence from?"), required=False, help_text=SOURCE_HELP
    )
    act_status = StatusField(label=LABELS["act_status"])
    means_status = StatusField(label=LABELS["means_status"])
    exploitation_form = forms.ChoiceField(label=LABELS["exploitation_form"], required=False)
    secondary_forms = forms.MultipleChoiceField(
        label=LABELS["secondary_forms"], required=False, widget=forms.CheckboxSelectMultiple
    )
    purpose_links = LinksField()
    purpose_evidence = ProseField(label=LABELS["purpose"], rows=3)
    purpose_status = StatusField(label=LABELS["purpose_status"])

    def __init__(
        self,
        *args: Any,
        grounds: Grounds,
        version: int | None = None,
        observations: Sequence[Observation] = (),
        sources: Sources = NO_SOURCES,
        **kwargs: Any,
    ) -> None:
        """``observations`` may be linked, and ``sources`` are chosen from."""
        super().__init__(*args, initial=initial_of(grounds) | {"version": version}, **kwargs)
        forms_to_choose = form_choices(grounds.exploitation_form, *grounds.secondary_forms)
        self.fields["exploitation_form"].choices = [("", _("Not chosen")), *forms_to_choose]
        self.fields["secondary_forms"].choices = forms_to_choose
        self.fields["source"].offer(sources)
        self.add_claims()
        for name, field in self.fields.items():
            if name.endswith("_links"):
                field.offer(observations)

    def add_claims(self) -> None:
        """One tick for each type of act and means, and under it what it rests on; before the element's status."""
        named = self.fields
        for element, types in TYPES.items():
            for kind, label in types.choices:
                named[f"{element}_{kind}"] = forms.BooleanField(label=label, required=False)
                named[f"{element}_{kind}_links"] = LinksField()
                named[f"{element}_{kind}_evidence"] = ProseField(
                    label=_("New: what does “%(what)s” rest on?") % {"what": label}, rows=2
                )
        claims = {
            element: [name for name in named if name.startswith(f"{element}_") and name not in PLAIN]
            for element in TYPES
        }
        self.order_fields(
            ["version", "facts", "source", *claims["act"], "act_status", *claims["means"], "means_status"]
        )

    def claims(self, element: str) -> Iterator[tuple[Any, Any, Any]]:
        for kind in TYPES[element].values:
            yield tuple(self[f"{element}_{kind}{part}"] for part in ("", "_links", "_evidence"))

    @property
    def acts(self) -> Iterator[tuple[Any, Any, Any]]:
        return self.claims("act")

    @property
    def means(self) -> Iterator[tuple[Any, Any, Any]]:
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
        """What was written of ``parts``; the rest is empty."""
        said = self.cleaned_data
        primary = said["exploitation_form"]
        return Grounds(
            **{name: said[name] for name in PLAIN},
            **{element: self.chosen(element) for element in TYPES},
            purpose=self.claim("purpose"),
            secondary_forms=tuple(sorted(code for code in said["secondary_forms"] if code != primary)),
        )

    def chosen(self, element: str) -> dict[str, Claim]:
        kinds = [kind for kind in TYPES[element].values if self.cleaned_data[f"{element}_{kind}"]]
        return {kind: self.claim(f"{element}_{kind}") for kind in kinds}

    def claim(self, name: str) -> Claim:
        return Claim(self.cleaned_data[f"{name}_links"], self.cleaned_data[f"{name}_evidence"])

    def origin(self) -> Origin:
        field: SourceField = self.fields["source"]
        return field.origin(self.cleaned_data["source"])


class JudgementForm(VersionForm):
    """What speaks against, what is recommended, and why."""

    mark_optional = False
    parts: ClassVar[tuple[str, ...]] = JUDGEMENT

    speaks_against = ProseField(
        label=LABELS["speaks_against"],
        rows=6,
        help_text=gettext_lazy(
            "Write it even if it does not change your view, and how much it weighs. “Nothing found” is an answer."
        ),
    )
    recommendation = forms.ChoiceField(
        label=LABELS["recommendation"], required=False, choices=Outcome, widget=forms.RadioSelect
    )
    reasons = ProseField(
        label=LABELS["reasons"],
        rows=6,
        help_text=gettext_lazy("The one who decides reads this first. It may become the decision’s reasons."),
    )

    def __init__(self, *args: Any, grounds: Grounds, version: int | None = None, **kwargs: Any) -> None:
        written = {name: getattr(grounds, name) for name in JUDGEMENT}
        super().__init__(*args, initial=written | {"version": version}, **kwargs)

    def grounds(self) -> Grounds:
        return Grounds(**{name: self.cleaned_data[name] for name in JUDGEMENT})

    def origin(self) -> Origin:
        return Origin()


def initial_of(grounds: Grounds) -> dict[str, Any]:
    """A text as the form's fields hold it."""
    initial: dict[str, Any] = {name: getattr(grounds, name) for name in PLAIN}
    initial["secondary_forms"] = list(grounds.secondary_forms)
    initial |= as_fields("purpose", grounds.purpose)
    for element in TYPES:
        for kind, claim in grounds.types_of(element).items():
            initial |= {f"{element}_{kind}": True} | as_fields(f"{element}_{kind}", claim)
    return initial


def as_fields(name: str, claim: Claim) -> dict[str, Any]:
    return {f"{name}_links": [str(number) for number in claim.links], f"{name}_evidence": claim.new}
