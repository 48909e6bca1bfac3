from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import AgeBand, CodeList, Sex
from cases.outreach.enums import Answer, DayName, FollowUp, MetBefore, Preset
from cases.outreach.forms.fields import PickField, RowPick, RowPicks, RowsOrOne, SeveralField, StepField
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
# Where several persons are counted: how many of each, and the answers that take several, with where those are kept.
STEPS = ("n_new", "n_known", "n_again", "n_unknown")
ALONE = (MetBefore.NEW, MetBefore.YES, MetBefore.TONIGHT, MetBefore.UNKNOWN)
SEVERAL = {"sex": "sexes", "age_band": "age_bands", "language": "languages"}
BESIDE = {"not_a_name", "on_top_of", *STEPS}
LANGUAGES_OPEN = 5  # the rest lie in a fold, with "don't know" kept outside


class ContactForm(GuardsNote, PlainForm):
    """One meeting. Only place and kind must be answered; what nobody touched is "not asked"."""

    mark_optional = False

    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    round = RowPick(widget=forms.HiddenInput)
    venue = RowPick(label=pgettext_lazy("outreach", "Place"), required=True)
    contact_type = RowPick(label=_("Kind of contact"), required=True)
    sex = SeveralField(label=_("Sex"), choices=SEXES)
    met_before = PickField(label=_("Met before?"), choices=MetBefore.choices)
    n_new = StepField(label=pgettext_lazy("several persons", "New"))
    n_known = StepField(label=_("Met before"))
    n_again = StepField(label=_("Seen before tonight"))
    n_unknown = StepField(label=_("Don't know"))
    own_code = forms.CharField(
        label=_("Your own code"),
        max_length=12,
        required=False,
        help_text=_(
            "Stays with you. Never shared. Already used in this service day, the contact counts as a visit only."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "enterkeyhint": "done"}
        ),
    )
    age_band = SeveralField(label=_("Age, roughly"), choices=AGES)
    language = RowsOrOne(label=_("Language"))
    given = RowPicks(label=pgettext_lazy("outreach", "Given"))
    needs = RowPicks(label=_("Needs"))
    signs = RowPicks(label=_("Signs"))
    follow_up = PickField(
        label=_("Does the person want to meet again?"), choices=FollowUp.choices, empty_value=FollowUp.NOT_ASKED
    )
    citizenship_region = RowPick(label=_("Area"))
    caller = RowPick(label=_("Who rings?"))
    events = RowPicks(label=_("Has something happened?"))
    reported = PickField(label=_("Reported to the police?"), choices=Answer.choices, empty_value=Answer.NOT_ASKED)
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
        self,
        *args: Any,
        venues: Iterable[Venue],
        codes: dict[str, list[Any]],
        rounds: Iterable[Round],
        day: DayName = DayName.NIGHT,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met_before"].choices = met_before(day)
        if day == DayName.DAY:
            self.fields["n_again"].label = _("Seen before the same day")
        self.venues = list(venues)
        self.fields["venue"].offer(self.venues, key="pk")
        self.fields["round"].offer(rounds, key="ref")
        self.fields["contact_type"].offer(codes[CodeList.CONTACT_TYPE])
        self.fields["language"].offer(codes[CodeList.LANGUAGE])
        self.fields["citizenship_region"].offer(codes[CodeList.CITIZENSHIP_REGION])
        self.fields["given"].offer(codes[CodeList.GIVEN])
        self.fields["needs"].offer(codes[CodeList.NEED])
        self.fields["signs"].offer(codes[CodeList.SIGN])
        self.fields["caller"].offer(codes[CodeList.CALLER_TYPE])
        self.fields["events"].offer(codes[CodeList.STREET_EVENT])
        if self.is_several:  # the page comes back as it was sent
            for name in SEVERAL:
                self.fields[name].widget.input_type = "checkbox"

    @property
    def is_several(self) -> bool:
        """Whether several persons are counted on the form as it stands."""
        return any(str(self[name].value() or "0").strip() not in ("", "0") for name in STEPS)

    def clean(self) -> dict[str, Any]:
        """The counts belong together, and one person has one sex, age and language."""
        told = super().clean() or self.cleaned_data
        wrong = next((name for name in STEPS if self.has_error(name)), None)
        if wrong and not self.has_error("met_before"):
            self.add_error("met_before", _("Write how many as a number from 0 to 200."))
        if wrong is None and sum(told[name] for name in STEPS) <= 1:
            for name in SEVERAL:
                if len(told.get(name) or ()) > 1:
                    self.add_error(name, _("Choose one only, or count several persons."))
        return told

    @property
    def preset_sex(self) -> str:
        return next(iter(self.initial.get("sex") or ()), "")

    @property
    def preset_given(self) -> str:
        return next(iter(self.initial.get("given") or ()), "")

    @property
    def steps(self) -> list[Any]:
        return [self[name] for name in STEPS]

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
        told = {name: value for name, value in self.cleaned_data.items() if name not in BESIDE}
        lists = {name: tuple(told[name]) for name in ("given", "needs", "signs", "events")}
        return ContactFacts(**told | lists | self._persons(), presets=tuple(self._untouched()))

    def _persons(self) -> dict[str, Any]:
        """One person with the answers of one, or several with how many of each and what was said of them together."""
        counts = tuple(self.cleaned_data[name] for name in STEPS)
        said: dict[str, Any] = {"group": counts} if sum(counts) > 1 else {}
        if sum(counts) == 1 and not self.cleaned_data["met_before"]:
            said["met_before"] = ALONE[counts.index(1)]
        elif sum(counts) == 1:
            said["group"] = counts  # refused by the verb: answered twice
        for name, several in SEVERAL.items():
            values = tuple(self.cleaned_data[name])
            nothing = None if name == "language" else ""
            said[name] = values[0] if len(values) == 1 else nothing
            said[several] = values if len(values) > 1 else ()
        return said

    def _untouched(self) -> list[str]:
        one_round = self.cleaned_data["round"]
        if one_round is None:
            return []
        return untouched(self.cleaned_data, round_answers(one_round))


def met_before(day: DayName) -> list[tuple[str, Any]]:
    """The answers to "met before?" in the organisation's word for its service day."""
    said = {MetBefore.TONIGHT: _("Yes, same day")} if day == DayName.DAY else {}
    return [(answer, said.get(answer, answer.label)) for answer in MetBefore]


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
        Preset.SEX: [one_round.preset_sex] if one_round.preset_sex else [],
        Preset.GIVEN: [code.code for code in one_round.preset_given.all()],
    }


def round_answers(one_round: Round) -> dict[str, Any]:
    """What the round presets, as the form understands it."""
    return {
        Preset.VENUE: one_round.venue_id,
        Preset.CONTACT_TYPE: one_round.contact_type_id,
        Preset.SEX: one_round.preset_sex,
        Preset.GIVEN: {code.pk for code in one_round.preset_given.all()},
    }


def untouched(told: dict[str, Any], preset: dict[str, Any]) -> list[str]:
    """The presets that still stand in the answers."""
    stands = {
        Preset.VENUE: told["venue"].pk == preset[Preset.VENUE],
        Preset.CONTACT_TYPE: told["contact_type"].pk == preset[Preset.CONTACT_TYPE],
        Preset.SEX: bool(preset[Preset.SEX]) and told["sex"] == [preset[Preset.SEX]],
        Preset.GIVEN: bool(told["given"]) and {code.pk for code in told["given"]} == preset[Preset.GIVEN],
    }
    return [name.value for name, untouched in stands.items() if untouched]


class ContactFilterForm(FilterForm):
    """Which service days, and which place."""

    start = DayField(label=_("From"), required=False, help_text="")
    end = DayField(label=_("To and including"), required=False, help_text="")
    venue = forms.ChoiceField(label=pgettext_lazy("outreach", "Place"), required=False)

    def __init__(self, *args: Any, venues: Iterable[Venue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", pgettext_lazy("outreach", "All places"))
        self.fields["venue"].choices = [every, *((str(venue.pk), venue.name) for venue in venues)]
