from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import DayField, PlainForm
from identification.followup.enums import ClaimBody, ClaimOutcome
from identification.followup.services import NewClaim

LARGEST = 100_000_000


class ClaimForm(PlainForm):
    body = forms.ChoiceField(label=_("Who is asked?"), choices=ClaimBody, widget=forms.RadioSelect)
    claimed_on = DayField(label=_("On which day was it claimed?"), initial=timezone.localdate)
    claimed = forms.IntegerField(label=_("Amount in kroner"), min_value=1, max_value=LARGEST, localize=True)

    def claim(self) -> NewClaim:
        return NewClaim(**self.cleaned_data)


class DecideForm(PlainForm):
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=ClaimOutcome, widget=forms.RadioSelect)
    on = DayField(label=_("On which day?"), initial=timezone.localdate)
    granted = forms.IntegerField(
        label=_("Amount granted in kroner"),
        min_value=0,
        max_value=LARGEST,
        localize=True,
        initial=0,
        help_text=_("0 where the claim was rejected or taken back."),
    )
