"""Figures of other authorities, as they are entered, corrected and looked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.countries import country_choices
from cases.forms import ReferralForm
from cases.services.referrals import NewReferral
from cmm.core.forms import DayField, FilterForm, PlainForm
from reports.enums import (
    ExternalAge,
    ExternalForm,
    ExternalOrigin,
    ExternalPopulation,
    ExternalSex,
    KnownAs,
    ReturnKind,
)
from reports.returning.counts import Heading, Stated

EVERYBODY = [("", _("Everybody"))]
SHORT = {"inputmode": "numeric", "autocomplete": "off", "class": "cmm-short"}


class StatedForm(PlainForm):
    """What is said of a figure, and where it stands. A correction says all of it anew."""

    known_as = forms.ChoiceField(label=_("What the source says"), choices=KnownAs.choices, widget=forms.RadioSelect)
    value = forms.IntegerField(
        label=_("Figure"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Nought only where the source says that there were none."),
        widget=forms.TextInput(attrs=SHORT),
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("Write a whole number."),
            "max_value": _("The number is too large."),
        },
    )
    authority = forms.CharField(
        label=_("Authority"), max_length=120, help_text=_("Whoever counts it, for example Rigsadvokaten.")
    )
    origin = forms.ChoiceField(label=_("Where from"), choices=ExternalOrigin.choices, widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("Publication or letter"),
        max_length=200,
        help_text=_("The title and page of the publication, or the date and file number of the letter."),
    )
    url = forms.URLField(label=_("Address of the publication"), max_length=300, required=False, assume_scheme="https")
    received_on = DayField(label=_("Received"))
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("What is to be known when the figure is used. Do not write about a person here."),
    )

    def stated(self) -> Stated:
        names = ("known_as", "value", "origin", "authority", "document", "received_on", "url", "note")
        return Stated(**{name: self.cleaned_data[name] for name in names})


class CountForm(StatedForm):
    """A figure that does not stand here yet."""

    population = forms.ChoiceField(label=_("What is counted"), choices=[("", _("Choose")), *ExternalPopulation.choices])
    year = forms.IntegerField(
        label=_("Year"),
        widget=forms.TextInput(attrs=SHORT),
        error_messages={"required": _("Write a year."), "invalid": _("Write a year with four figures.")},
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[*EVERYBODY, *ExternalSex.choices], required=False)
    age = forms.ChoiceField(label=_("Age"), choices=[*EVERYBODY, *ExternalAge.choices], required=False)
    form = forms.ChoiceField(
        label=_("Form of exploitation"), choices=[*EVERYBODY, *ExternalForm.choices], required=False
    )
    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    field_order = ("population", "year", "sex", "age", "form", "citizenship")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unknown = ("unknown", pgettext_lazy("category", "Not known"))
        self.fields["citizenship"].choices = [*EVERYBODY, *country_choices(), unknown]
        self.fields["known_as"].choices = [one for one in KnownAs.choices if one[0] != KnownAs.WITHDRAWN]

    def heading(self) -> Heading:
        names = ("population", "year", "sex", "age", "form", "citizenship")
        return Heading(**{name: self.cleaned_data[name] for name in names})


class CountFilter(FilterForm):
    """Narrows the figures of other authorities."""

    population = forms.ChoiceField(
        label=_("What is counted"), choices=[("", _("All")), *ExternalPopulation.choices], required=False
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("waiting", _("To be confirmed")), ("in_force", pgettext_lazy("figure", "In force"))],
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All")), *((year, str(year)) for year in years)]


class SubmissionForm(PlainForm):
    """Which return is asked for, and of which published year."""

    kind = forms.ChoiceField(label=_("Receiver"), choices=[("", _("Choose")), *ReturnKind.choices])
    edition = forms.ModelChoiceField(
        label=_("Year"),
        queryset=None,
        help_text=_("Years of the register that are published. The return is made of the rows the edition counted."),
    )

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions
        self.fields["edition"].label_from_instance = lambda edition: edition.ref


class HtcdsForm(ReferralForm):
    """Who is sent the case in the words of HTCDS, why that is allowed, and whether the name goes with it."""

    kind = None  # nobody is asked to take the case over
    told = None  # the file itself says what was told
    name = forms.BooleanField(
        label=_("Send the person’s name too"),
        required=False,
        help_text=_("Numbers, addresses and phones are never sent. That the name was opened stands in the log."),
    )

    @property
    def with_name(self) -> bool:
        return bool(self.cleaned_data["name"])

    def referral(self) -> NewReferral:
        said = {name: value for name, value in self.cleaned_data.items() if name != "name"}
        return NewReferral(told="", **said)
