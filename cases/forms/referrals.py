from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import LegalBasis, Receiver, ReferralAnswer
from cases.services.referrals import NewReferral
from cmm.core.forms import DayField, PlainForm


class ReferralForm(PlainForm):
    """Who outside the register is told what, and why that is allowed."""

    receiver = forms.ChoiceField(label=_("Who is told"), choices=Receiver, widget=forms.RadioSelect)
    receiver_name = forms.CharField(
        label=_("Which office"), max_length=120, help_text=_("For example: Aarhus Kommune, Socialforvaltningen.")
    )
    told = forms.CharField(
        label=_("What they are told"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Only what they need. Leave out the address where the person lives."),
    )
    basis = forms.ChoiceField(label=_("Why it may be told"), choices=LegalBasis, widget=forms.RadioSelect)
    consented_on = DayField(label=_("Day of the consent"), required=False)
    basis_note = forms.CharField(
        label=_("Reason"), required=False, max_length=300, help_text=_("Is needed when the person has not consented.")
    )
    sent_on = DayField(label=_("Day it was sent"), initial=timezone.localdate)

    def referral(self) -> NewReferral:
        return NewReferral(**self.cleaned_data)


class AnswerForm(PlainForm):
    how = forms.ChoiceField(label=_("Answer"), choices=ReferralAnswer, widget=forms.RadioSelect)
    on = DayField(label=_("Answered"), initial=timezone.localdate)
    answer = forms.CharField(label=_("What they answered"), required=False, max_length=500)


class ReferralDoneForm(PlainForm):
    on = DayField(label=_("Day"), initial=timezone.localdate)
    note = forms.CharField(label=_("What came of it"), required=False, max_length=500)


class RevokeForm(PlainForm):
    on = DayField(label=_("Day"), initial=timezone.localdate)
    note = forms.CharField(
        label=_("Why it is taken back"), max_length=500, help_text=_("Tell the receiver too. What was sent stays here.")
    )
