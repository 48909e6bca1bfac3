from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.countries import country_choices
from cases.enums import AgeBand, Authority, CaseStatus, CodeList, Protection, Region, Sex
from cases.models import Code
from cases.rules import propose_authority
from cases.selectors import codes
from cmm.core.forms import FilterForm, PlainForm

ALL = [("", pgettext_lazy("filter", "All"))]
DECIDING_NOW = [(authority.value, authority.label) for authority in (Authority.CMM, Authority.US, Authority.COURT)]


class ResidenceField(forms.ModelChoiceField):
    """Each residence basis says who then decides, so that the proposal is read before it is made."""

    def label_from_instance(self, code: Code) -> str:
        decides = propose_authority(code.counted_as).authority.label
        return _("%(basis)s: %(authority)s decides") % {"basis": code.label, "authority": decides}


class FactsForm(PlainForm):
    """What is known of a person and who decides. No field asks for a name."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN)
    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand, initial=AgeBand.UNKNOWN)
    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    language = forms.ModelChoiceField(
        label=_("Language"), queryset=None, required=False, empty_label=_("Not known yet")
    )
    residence_basis = ResidenceField(label=_("Residence basis"), queryset=None)
    authority = forms.ChoiceField(
        label=_("Competent authority"),
        required=False,
        choices=[("", _("As proposed from the residence basis")), *DECIDING_NOW],
    )
    authority_reason = forms.CharField(
        label=_("Reason for another authority"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Fill in when you do not follow the proposal."),
    )
    region = forms.ChoiceField(label=_("Region"), choices=Region, initial=Region.UNKNOWN)
    police_district = forms.ModelChoiceField(
        label=_("Police district"), queryset=None, required=False, empty_label=_("Not known yet")
    )
    protection = forms.ChoiceField(
        label=_("Access to the case"),
        choices=[
            (Protection.NORMAL, _("CMM’s caseworkers and the competent authority")),
            (Protection.RESTRICTED, _("Restricted: the contact person, coordinators and the competent authority")),
            (Protection.NAMED, _("Sealed: the contact person only")),
        ],
        initial=Protection.NORMAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["citizenship"].choices = [("", _("Not known yet")), *country_choices()]
        for name in ("language", "residence_basis", "police_district"):
            self.fields[name].queryset = codes(CodeList(name), keep=self.initial.get(name))


class CaseForm(FactsForm):
    """A new case."""

    code_name = forms.CharField(
        label=_("Code name"),
        max_length=40,
        help_text=_("Proposed by the system, and free. Load the page again for another one."),
    )
    caseworker = forms.ModelChoiceField(
        label=_("Contact person"), queryset=None, required=False, empty_label=_("Nobody yet")
    )
    field_order = ("code_name",)

    def __init__(self, *args: Any, caseworkers: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = caseworkers


class AssignForm(PlainForm):
    caseworker = forms.ModelChoiceField(label=_("Contact person"), queryset=None)

    def __init__(self, *args: Any, caseworkers: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = caseworkers


class EndForm(PlainForm):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("It is written in the journal."),
    )


class CaseFilter(FilterForm):
    q = forms.CharField(label=_("Case number or code name"), required=False, max_length=40)
    status = forms.ChoiceField(label=_("Status"), choices=[*ALL, *CaseStatus.choices], required=False)
    authority = forms.ChoiceField(label=_("Authority"), choices=[*ALL, *Authority.choices], required=False)
    caseworker = forms.ChoiceField(label=_("Contact person"), required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[*ALL, *Region.choices], required=False)

    def __init__(self, *args: Any, caseworkers: Collection[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].choices = [*ALL, *((str(user.pk), user.name) for user in caseworkers)]
