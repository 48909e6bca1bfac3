"""Who pays: a rule, a rate, and one stay."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.forms import DayField, PlainForm
from shelters.enums import Payer, Responsible
from shelters.models import PayerRule, Rate
from shelters.rules import Funding, PayerLaw

THOUSANDS = re.compile(r"[.\s](?=\d{3}(\D|$))")
AS_PROPOSED = [("", gettext_lazy("As the rule proposes"))]


class FundedForm(PlainForm):
    """Who pays and who is responsible, as part of another form; left alone it is as the rule proposes."""

    payer = forms.ChoiceField(label=gettext_lazy("Who pays"), choices=[*AS_PROPOSED, *Payer.choices], required=False)
    responsible = forms.ChoiceField(
        label=gettext_lazy("Who is responsible"), choices=[*AS_PROPOSED, *Responsible.choices], required=False
    )
    payer_reason = forms.CharField(
        label=gettext_lazy("Why another than proposed"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Do not write about the person here."),
    )

    def take_funding(self) -> Funding:
        """What was said, taken out of the clean values."""
        payer, responsible, reason = (self.cleaned_data.pop(name) for name in ("payer", "responsible", "payer_reason"))
        return Funding(payer, responsible, reason)


class SettleForm(FundedForm):
    """Who pays for one stay, also afterwards."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {} if self.errors else {"said": self.take_funding()}


class PayerRuleForm(PlainForm):
    """One rule of who pays."""

    accommodation_type = forms.ModelChoiceField(
        label=gettext_lazy("Kind of accommodation"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Any"),
    )
    residence_basis = forms.ModelChoiceField(
        label=gettext_lazy("Residence basis"), queryset=None, required=False, empty_label=gettext_lazy("Any")
    )
    permitted = forms.BooleanField(
        label=gettext_lazy("Persons of this basis can be placed there"),
        required=False,
        help_text=gettext_lazy("If they cannot, say neither who pays nor who is responsible."),
    )
    payer = forms.ChoiceField(
        label=gettext_lazy("Who pays"), choices=[("", gettext_lazy("Nobody")), *Payer.choices], required=False
    )
    responsible = forms.ChoiceField(
        label=gettext_lazy("Who is responsible"),
        choices=[("", gettext_lazy("Nobody")), *Responsible.choices],
        required=False,
    )
    valid_from = DayField(label=gettext_lazy("In force from"))
    valid_to = DayField(
        label=gettext_lazy("In force until"),
        required=False,
        help_text=gettext_lazy("The first day it no longer holds. Leave it empty while it is in force."),
    )
    source = forms.CharField(label=gettext_lazy("Where it stands"), max_length=200)
    confirmed = forms.BooleanField(label=gettext_lazy("Read in the law or agreed in writing"), required=False)

    def __init__(self, *args: Any, kinds: Any, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accommodation_type"].queryset = kinds
        self.fields["residence_basis"].queryset = bases

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        accommodation, basis = said.pop("accommodation_type"), said.pop("residence_basis")
        return {"accommodation": accommodation, "basis": basis, "law": PayerLaw(**said)}


class KronerField(forms.DecimalField):
    """Kroner as they are written in Denmark: 1.500,50."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=9, decimal_places=2, localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(THOUSANDS.sub("", value) if isinstance(value, str) else value)


class RateForm(PlainForm):
    """What a night costs from a day on."""

    valid_from = DayField(label=gettext_lazy("From the night of"))
    valid_to = DayField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("The first night it no longer holds.")
    )
    amount = KronerField(label=gettext_lazy("Kroner a night for an adult"))
    child_amount = KronerField(label=gettext_lazy("Kroner a night for a child"), initial=0)
    source = forms.CharField(
        label=gettext_lazy("Where it stands"), max_length=200, help_text=gettext_lazy("For example Tilbudsportalen.")
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        first, last = said.pop("valid_from"), said.pop("valid_to")
        if last and last <= first:
            raise ValidationError({"valid_to": _("The last day must come after the first.")})
        return {"rate": Rate(valid=DateRange(first, last), **said)}


def rule_initial(rule: PayerRule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in PayerRuleForm.base_fields}
