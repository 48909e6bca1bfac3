from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import AgeBand, CodeList, Sex
from cases.outreach.enums import FollowUp, MetBefore, Preset
from cases.outreach.forms.fields import PickField, RowPick, RowPicks
from cases.outreach.forms.guards import GuardsNote
from cases.outreach.models import Round, Venue
from cases.outreach.services.contacts import ContactFacts
from cmm.core.forms import DayField, FilterForm, MomentField, PlainForm

# As the words stand on a button 76 px wide.
SEXES = [
    (Sex.FEMALE, Sex.FEMALE.label),
    (Sex.MALE, Sex.MALE.label),
    (Sex.TRANS_OR_OTHER, _("Trans/ other")),
    (Sex.UNKNOWN, MetBefore.UNKNOWN.label),
]
AGES = [
    *((age, age.label) for age in AgeBand if age not in (AgeBand.FROM_45, AgeBand.UNKNOWN)),
    (AgeBand.FROM_45, "45 +"),
    (AgeBand.UNKNOWN, MetBefore.UNKNOWN.label),
]
LANGUAGES_OPEN = 5  # the rest lie in a fold, with "don't know" kept outside


class ContactForm(GuardsNote, PlainForm):
    """One meeting. Only place and kind must be answered; what nobody touched is "not asked"."""

    mark_optional = False

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    round = RowPick(widget=forms.HiddenInput)
    venue = RowPick(label=pgettext_lazy("outreach", "Place"), required=True)
    contact_type = RowPick(label=_("Kind of contact"), required=True)
    sex = PickField(label=_("Sex"), choices=SEXES)
    met_before = PickField(label=_("Met before?"), choices=MetBefore.choices)
    own_code = forms.CharField(
        label=_("Your own code"),
        max_length=12,
        required=False,
        help_text=_("Stays with you. Never shared. Already used tonight, the contact counts as a visit only."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "enterkeyhint": "done"}
        ),
    )
    age_band = PickField(label=_("Age, roughly"), choices=AGES)
    language = RowPick(label=_("Language"))
    given = RowPicks(label=pgettext_lazy("outreach", "Given"))
    needs = RowPicks(label=_("Needs"))
    signs = RowPicks(label=_("Signs"))
    follow_up = PickField(
        label=_("Does the person want to meet again?"), choices=FollowUp.choices, empty_value=FollowUp.NOT_ASKED
    )
    citizenship_region = RowPick(label=_("Area"))
    met_at = MomentField(label=_("Another time than now"), required=False)
    note = forms.CharField(
        label=pgettext_lazy("outreach", "Note"),
        max_length=400,
        required=False,
        help_text=_("No names, no CPR number, no telephone number."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    not_a_name = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, venues: Iterable[Venue], codes: dict[str, list[Any]], rounds: Iterable[Round], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.venues = list(venues)
        self.fields["venue"].offer(self.venues, key="pk")
        self.fields["round"].offer(rounds, key="ref")
        self.fields["contact_type"].offer(codes[CodeList.CONTACT_TYPE])
        self.fields["language"].offer(codes[CodeList.LANGUAGE])
        self.fields["citizenship_region"].offer(codes[CodeList.CITIZENSHIP_REGION])
        self.fields["given"].offer(codes[CodeList.GIVEN])
        self.fields["needs"].offer(codes[CodeList.NEED])
        self.fields["signs"].offer(codes[CodeList.SIGN])

    @property
    def languages_open(self) -> list[Any]:
        return [*self._languages()[:LANGUAGES_OPEN], *(one for one in self["language"] if is_unknown(one))]

    @property
    def languages_folded(self) -> list[Any]:
        return self._languages()[LANGUAGES_OPEN:]

    def _languages(self) -> list[Any]:
        return [one for one in self["language"] if not is_unknown(one)]

    def facts(self) -> ContactFacts:
        """What the verb is told: the answers, and which of them were preset and left as they were."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "not_a_name"}
        lists = {name: tuple(told[name]) for name in ("given", "needs", "signs")}
        return ContactFacts(**told | lists, presets=tuple(untouched(told)))


def is_unknown(option: Any) -> bool:
    return str(option.data["value"]) == "unknown"


def presets_of(one_round: Round | None) -> dict[str, Any]:
    """What a new contact of ``one_round`` begins with."""
    if one_round is None:
        return {}
    return {
        "round": one_round.ref,
        Preset.VENUE: str(one_round.venue_id),
        Preset.CONTACT_TYPE: one_round.contact_type.code,
        Preset.SEX: one_round.preset_sex,
        Preset.GIVEN: [code.code for code in one_round.preset_given.all()],
    }


def untouched(told: dict[str, Any]) -> list[str]:
    """The presets of the round that still stand in the answers."""
    one_round = told["round"]
    if one_round is None:
        return []
    preset = {
        Preset.VENUE: told["venue"].pk == one_round.venue_id,
        Preset.CONTACT_TYPE: told["contact_type"].pk == one_round.contact_type_id,
        Preset.SEX: bool(one_round.preset_sex) and told["sex"] == one_round.preset_sex,
        Preset.GIVEN: bool(told["given"])
        and {code.pk for code in told["given"]} == {code.pk for code in one_round.preset_given.all()},
    }
    return [name.value for name, stands in preset.items() if stands]


class ContactFilterForm(FilterForm):
    """Which service days, and which place."""

    start = DayField(label=_("From"), required=False, help_text="")
    end = DayField(label=_("To and including"), required=False, help_text="")
    venue = forms.ChoiceField(label=pgettext_lazy("outreach", "Place"), required=False)

    def __init__(self, *args: Any, venues: Iterable[Venue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", pgettext_lazy("outreach", "All places"))
        self.fields["venue"].choices = [every, *((str(venue.pk), venue.name) for venue in venues)]
