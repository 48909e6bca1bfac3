from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.enums import CodeList
from cases.selectors import codes
from cmm.core.forms import DayField, FourField, MomentField, PlainForm
from identification.enums import ConsentScope, ConsentTopic
from identification.forms.fields import ProseField
from identification.services import NewInterview


class InterviewForm(PlainForm):
    """What is written down of one talk."""

    mark_optional = False

    held_at = MomentField(label=_("When was the interview?"))
    place = forms.ModelChoiceField(label=_("Where was it?"), queryset=None)
    language = forms.ModelChoiceField(
        label=_("Language of the interview"), queryset=None, required=False, empty_label=_("Not noted")
    )
    interpreter = FourField(label=_("Was there an interpreter?"))
    companion = FourField(label=_("Was there a lay companion?"))
    representative = FourField(
        label=_("Was there a personal representative?"), help_text=_("Of a child without parents.")
    )
    consent = forms.ChoiceField(
        label=_("With whom may it be shared?"),
        choices=ConsentScope,
        widget=forms.RadioSelect,
        help_text=_("As the person said it in the interview."),
    )
    consent_to = forms.CharField(
        label=_("Who may be told?"), required=False, max_length=200, help_text=_("Fill in for named parties.")
    )
    consent_until = DayField(
        label=_("Until when do the consents hold?"),
        required=False,
    )
    notes = ProseField(
        label=_("What was said?"),
        rows=10,
        required=True,
        help_text=_(
            "Write the person’s own words where you can, and leave out names. It cannot be changed afterwards."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("%(days)s days after the interview, where you write nothing. It is CMM’s own rule, not the law’s.")
        self.fields["consent_until"].help_text = said % {"days": settings.CMM_CONSENT_DAYS}
        self.fields["place"].queryset = codes(CodeList.INTERVIEW_PLACE)
        self.fields["language"].queryset = codes(CodeList.LANGUAGE)
        for topic, label in ConsentTopic.choices:
            self.fields[f"consent_{topic}"] = FourField(label=label)

    @property
    def consents(self) -> list[Any]:
        return [self[f"consent_{topic}"] for topic in ConsentTopic.values]

    def interview(self) -> NewInterview:
        said = dict(self.cleaned_data)
        answers = {topic: said.pop(f"consent_{topic}") for topic in ConsentTopic.values}
        return NewInterview(consents=answers, **said)


class TakenBackForm(PlainForm):
    withdrawn_on = DayField(label=_("When did the person take it back?"))
