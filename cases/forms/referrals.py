from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.disclosing import BY_HAND, ReferralKind
from cases.enums import Consenter, ConsentGiven, LegalBasis, Receiver, ReferralAnswer
from cases.leaving.forms import LeavingForm
from cases.models import Document
from cases.services.disclosures import NewDisclosure
from cases.services.referrals import NewReferral
from cmm.core.forms import DayField, PlainForm


def noted(choices: type[Consenter | ConsentGiven]) -> list[tuple[str, Any]]:
    """The answers one may give today."""
    return [(value, label) for value, label in choices.choices if value != "not_noted"]


class ToldForm(LeavingForm):
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
    consented_by = forms.ChoiceField(
        label=_("Who consented"), choices=noted(Consenter), widget=forms.RadioSelect, required=False
    )
    consented_how = forms.ChoiceField(
        label=_("How they consented"), choices=noted(ConsentGiven), widget=forms.RadioSelect, required=False
    )
    consented_to = forms.CharField(
        label=_("What they consented to"),
        required=False,
        max_length=300,
        help_text=_("For example: that the municipality is told of the need for housing, and not of what happened."),
    )
    basis_note = forms.CharField(
        label=_("Reason"), required=False, max_length=300, help_text=_("Is needed when the person has not consented.")
    )


class ReferralForm(ToldForm):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=ReferralKind, widget=forms.RadioSelect, initial=ReferralKind.REFERRAL
    )
    papers = forms.TypedMultipleChoiceField(
        label=_("Papers of the case that go with it"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What stands in them is read through for others' names and secret addresses, as the text is."),
    )
    looked = forms.BooleanField(label=_("I have looked through the pictures and scanned pages myself"), required=False)
    sent_on = DayField(label=_("Day it was sent"), initial=timezone.localdate)

    field_order = ("kind", "receiver", "receiver_name", "told", "papers", "looked")

    def __init__(self, *args: Any, documents: Iterable[Document] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(one.number, f"{one.number} {one.title}") for one in documents]
        self.fields["papers"].choices = chosen
        if not chosen:
            del self.fields["papers"], self.fields["looked"]

    def referral(self) -> NewReferral:
        return NewReferral(**{name: said for name, said in self.written.items() if name not in ("papers", "looked")})

    @property
    def along(self) -> dict[str, Any]:
        """Which papers go with it."""
        return {name: self.cleaned_data[name] for name in ("papers", "looked") if name in self.cleaned_data}


class DisclosureForm(ToldForm):
    """What was told on the telephone, at a meeting or in a letter."""

    way = forms.ChoiceField(
        label=_("How were they told?"), choices=[(one.value, one.label) for one in BY_HAND], widget=forms.RadioSelect
    )
    told_on = DayField(label=_("Day it was told"), initial=timezone.localdate)

    field_order = ("way", "told_on")

    def disclosure(self) -> NewDisclosure:
        return NewDisclosure(**self.written)


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


class ReferralConsentForm(PlainForm):
    on = DayField(label=_("When did the person take it back?"), initial=timezone.localdate)
    effect = forms.CharField(
        label=_("What it does"),
        max_length=500,
        help_text=_("For example: the municipality is told today, and uses what it was sent no further."),
    )
