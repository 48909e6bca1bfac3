"""Text in, clean values out."""

from identification.forms.assessments import ElementsForm, JudgementForm, VersionForm
from identification.forms.choices import ChoiceForm, choices_between, choices_made
from identification.forms.decisions import DecisionForm, ReturnForm
from identification.forms.interviews import InterviewForm
from identification.forms.observations import ObservationForm, RemovalForm, SectionForm, WithdrawalForm

__all__ = [
    "ChoiceForm",
    "DecisionForm",
    "ElementsForm",
    "InterviewForm",
    "JudgementForm",
    "ObservationForm",
    "RemovalForm",
    "ReturnForm",
    "SectionForm",
    "VersionForm",
    "WithdrawalForm",
    "choices_between",
    "choices_made",
]
