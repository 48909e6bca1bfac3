from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import CodeList, InquiryOutcome, Region
from cases.forms.cases import ALL
from cases.selectors import codes
from cmm.core.forms import FilterForm, MomentField, PlainForm

ENDINGS = [(outcome.value, outcome.label) for outcome in (InquiryOutcome.ADVICE_ONLY, InquiryOutcome.NOT_RELEVANT)]


class InquiryForm(PlainForm):
    """What somebody who rings or writes tells; nothing in it asks who the person is."""

    received_at = MomentField(label=_("Received"), initial=timezone.now)
    channel = forms.ModelChoiceField(label=_("Came by"), queryset=None, widget=forms.RadioSelect, empty_label=None)
    caller_type = forms.ModelChoiceField(
        label=_("Who called"), queryset=None, required=False, help_text=_("Only for calls to the hotline.")
    )
    source = forms.ModelChoiceField(label=_("From"), queryset=None)
    referring_organisation = forms.ModelChoiceField(
        label=_("Organisation that refers"),
        queryset=None,
        required=False,
        empty_label=_("None of those with access"),
        help_text=_("Its staff can follow the status of the referral, and nothing else."),
    )
    region = forms.ChoiceField(label=_("Region"), choices=Region, initial=Region.UNKNOWN)
    persons = forms.IntegerField(label=_("Number of persons"), initial=1, min_value=1, max_value=500)
    urgent = forms.BooleanField(
        label=pgettext_lazy("work", "Cannot wait"),
        required=False,
        help_text=_("For example when a person is held in custody, or is in danger."),
    )
    summary = forms.CharField(
        label=_("What it is about"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=_("What was seen or heard, and where the person is now. Leave out the person’s name."),
    )

    def __init__(self, *args: Any, referrers: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = codes(CodeList.REFERRAL_CHANNEL)
        self.fields["caller_type"].queryset = codes(CodeList.CALLER_TYPE)
        self.fields["source"].queryset = codes(CodeList.REFERRAL_SOURCE)
        self.fields["referring_organisation"].queryset = referrers


class CloseForm(PlainForm):
    """How an inquiry ended when no case came of it."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=ENDINGS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("Why no case came of it, in one or two sentences. Leave out the person’s name."),
    )


class InquiryFilter(FilterForm):
    q = forms.CharField(label=_("Inquiry number"), required=False, max_length=24)
    source = forms.ChoiceField(label=_("From"), required=False)
    region = forms.ChoiceField(label=_("Region"), choices=[*ALL, *Region.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = codes(CodeList.REFERRAL_SOURCE)
        self.fields["source"].choices = [*ALL, *((str(code.pk), code.label) for code in sources)]
