import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import DayField, PlainForm
from identification.followup.enums import ClaimBody, ClaimOutcome
from identification.followup.services import NewClaim

LARGEST = 100_000_000
GROUPED = re.compile(r"^\d{1,3}(?:[.\s]\d{3})+$|^\d+$")


class KronerField(forms.IntegerField):
    """Whole kroner as Danes write them: 120.000. Django's own field reads that as 120."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_value=LARGEST, **kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if text and not GROUPED.match(text):
            raise ValidationError(_("Write the amount in whole kroner."), code="invalid")
        return super().to_python(re.sub(r"[.\s]", "", text))


class ClaimForm(PlainForm):
    body = forms.ChoiceField(label=_("Who is asked?"), choices=ClaimBody, widget=forms.RadioSelect)
    claimed_on = DayField(label=_("On which day was it claimed?"), initial=timezone.localdate)
    claimed = KronerField(label=_("Amount in kroner"), min_value=1)

    def claim(self) -> NewClaim:
        return NewClaim(**self.cleaned_data)


class DecideForm(PlainForm):
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=ClaimOutcome, widget=forms.RadioSelect)
    on = DayField(label=_("On which day?"), initial=timezone.localdate)
    granted = KronerField(
        label=_("Amount granted in kroner"),
        min_value=0,
        initial=0,
        help_text=_("0 where the claim was rejected or taken back."),
    )
