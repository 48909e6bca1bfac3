from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import ReferralAnswer
from cases.forms import ReferralForm
from cases.models import Case
from cases.services import NewReferral
from cases.services.disclosures import receiver_of
from cmm.core.forms import DayField, PlainForm
from identification.followup.enums import Part
from identification.followup.selectors import receivers
from identification.followup.services import NewShare


class ShareForm(ReferralForm):
    """A referral to an organisation that logs in here, with a part of the file for a time."""

    receiver = None
    receiver_name = None
    sent_on = None

    organisation = forms.ModelChoiceField(label=_("Who receives it"), queryset=None)
    parts = forms.MultipleChoiceField(
        label=_("What they read"),
        choices=Part,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "As it stands today. They see nothing of what you write later. The police never read of periods or returns."
        ),
    )
    until = DayField(label=_("Last day they can read it"))

    field_order = ("organisation", "kind", "parts", "told", "until", "basis")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = receivers(case)

    def share(self) -> NewShare:
        said = self.cleaned_data
        return NewShare(organisation=said["organisation"], parts=said["parts"], until=said["until"])

    def referral(self) -> NewReferral:
        said = {name: value for name, value in self.written.items() if name not in ("organisation", "parts", "until")}
        to = self.cleaned_data["organisation"]
        return NewReferral(receiver=receiver_of(to), receiver_name=to.name_da, sent_on=timezone.localdate(), **said)


class ShareAnswerForm(PlainForm):
    how = forms.ChoiceField(label=_("Answer"), choices=ReferralAnswer, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("What CMM should know"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
