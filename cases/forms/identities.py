from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.particulars import GROUPS, Particulars
from cmm.core.forms import PlainForm

# No browser proposes what was written here for somebody else.
QUIET = {"autocomplete": "off", "spellcheck": "false"}


def short(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=200, widget=forms.TextInput(attrs=QUIET)
    )


def long(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs=QUIET | {"rows": 3})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=2000, widget=widget)


class ParticularsForm(PlainForm):
    """One group of an identity. Every field may be left empty."""

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    group = ""

    def particulars(self) -> Particulars:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return GROUPS[self.group](**kept)


class NamesForm(ParticularsForm):
    group = "names"
    given_names = short(_("Given names"))
    family_names = short(_("Family names"))
    aliases = long(_("Other names"), _("Other spellings, and names the person uses or has used. One a line."))


class NumbersForm(ParticularsForm):
    group = "numbers"
    cpr_number = short(_("CPR number"), _("Ten digits. A substitute number belongs under other numbers."))
    person_id = short(_("The Danish Immigration Service’s person ID"))
    passport = short(_("Passport"), _("Number and country."))
    other_numbers = long(_("Other numbers"), _("One a line, with what it is."))


class ContactForm(ParticularsForm):
    group = "contact"
    phone = short(_("Phone"))
    email = short(_("E-mail"))
    address = long(_("Address"))
    social_media = long(_("Social media"), _("Service and name, one a line."))


FORMS: dict[str, type[ParticularsForm]] = {form.group: form for form in (NamesForm, NumbersForm, ContactForm)}


def facts_of(particulars: Particulars, group: str) -> list[tuple[str, str]]:
    """What is filled in, under the words of the form."""
    kept = particulars.filled()
    return [(str(field.label), kept[name]) for name, field in FORMS[group].base_fields.items() if name in kept]
