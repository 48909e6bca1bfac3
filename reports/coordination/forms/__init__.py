"""Text in, clean values out."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import Region
from cmm.core.forms import DayField, PlainForm
from reports.coordination.enums import ForumKind, Ministry, Progress, Series
from reports.coordination.services import NewActivity, NewAgreement, NewContact, NewForum, NewStatus


class ForumForm(PlainForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=ForumKind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=120)
    region = forms.ChoiceField(label=_("Region"), choices=Region, initial=Region.UNKNOWN)
    meets = forms.CharField(label=_("How often does it meet?"), max_length=120, required=False)

    def forum(self) -> NewForum:
        return NewForum(**self.cleaned_data)


class ContactForm(PlainForm):
    house = forms.CharField(label=_("Authority or organisation"), max_length=120)
    name = forms.CharField(label=_("Name"), max_length=120)
    task = forms.CharField(label=_("Role"), max_length=120, help_text=_("For example: head of section, trafficking."))
    phone = forms.CharField(label=_("Telephone at work"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail at work"), required=False)

    def contact(self) -> NewContact:
        return NewContact(**self.cleaned_data)


class AgreementForm(PlainForm):
    what = forms.CharField(
        label=_("What is agreed?"), max_length=300, help_text=_("No person and no case is spoken of here.")
    )
    owner = forms.CharField(label=_("Who does it?"), max_length=120)
    agreed_on = DayField(label=_("Day of the agreement"), initial=timezone.localdate)
    due_on = DayField(label=_("Due"))

    def agreement(self) -> NewAgreement:
        return NewAgreement(**self.cleaned_data)


class SettleForm(PlainForm):
    on = DayField(label=_("Day"), initial=timezone.localdate)
    outcome = forms.CharField(label=_("What came of it?"), max_length=500)


class ActivityForm(PlainForm):
    first = forms.IntegerField(label=_("First year of the plan"), min_value=2002, max_value=2100)
    last = forms.IntegerField(label=_("Last year of the plan"), min_value=2002, max_value=2100)
    area = forms.IntegerField(label=_("Area of the plan"), min_value=1, max_value=9)
    number = forms.IntegerField(label=_("Number within the area"), min_value=1, max_value=99)
    title_da = forms.CharField(label=_("Title in Danish"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    ministry = forms.ChoiceField(label=_("Responsible ministry"), choices=Ministry)
    series = forms.MultipleChoiceField(
        label=_("Published figures that tell how it goes"),
        choices=Series,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "first" in said and "last" in said and said["last"] < said["first"]:
            self.add_error("last", _("The plan ends after it begins."))
        return said

    def activity(self) -> NewActivity:
        return NewActivity(**self.cleaned_data)


class StatusForm(PlainForm):
    year = forms.IntegerField(label=_("Year"), min_value=2002, max_value=2100)
    progress = forms.ChoiceField(label=_("Status"), choices=Progress, widget=forms.RadioSelect)
    text_da = forms.CharField(
        label=_("Text in Danish"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, required=False
    )
    text_en = forms.CharField(
        label=_("Text in English"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, required=False
    )

    def status(self) -> NewStatus:
        return NewStatus(**self.cleaned_data)
