from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from cases.countries import country_choices
from cases.enums import CodeList, Region, Sex
from cases.selectors import codes
from cmm.core.forms import PlainForm

SHOWN = 13  # months back, this one among them


class RefusalForm(PlainForm):
    """What may be counted of somebody who does not want to be registered."""

    mark_optional = False
    month = forms.TypedChoiceField(label=_("Month"), coerce=date.fromisoformat)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN)
    citizenship = forms.ChoiceField(label=_("Citizenship"), required=False)
    exploitation_form = forms.ModelChoiceField(label=_("Form of exploitation"), queryset=None)
    region = forms.ChoiceField(label=_("Region"), choices=Region, initial=Region.UNKNOWN)
    reason = forms.ModelChoiceField(
        label=_("Why the person does not want to be registered"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months(timezone.localdate())
        self.fields["citizenship"].choices = [("", _("Not known yet")), *country_choices()]
        self.fields["exploitation_form"].queryset = codes(CodeList.EXPLOITATION_FORM)
        self.fields["reason"].queryset = codes(CodeList.CONSENT_REFUSAL)


def months(today: date) -> list[tuple[str, str]]:
    """This month and those of the year before it, by their first day."""
    counted = [today.year * 12 + today.month - 1 - back for back in range(SHOWN)]
    return [(f"{n // 12}-{n % 12 + 1:02}-01", f"{MONTHS[n % 12 + 1]} {n // 12}") for n in counted]
