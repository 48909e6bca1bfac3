"""Text in, clean values out."""

from identification.forms.assessments import ElementsForm, JudgementForm, VersionForm
from identification.forms.catalogue import IndicatorForm, NoteForm
from identification.forms.choices import ChoiceForm, choices_between, choices_made
from identification.forms.decisions import DecisionForm, ReturnForm
from identification.forms.events import EventForm
from identification.forms.interviews import InterviewForm, TakenBackForm
from identification.forms.observations import ObservationForm, RemovalForm, SectionForm, WithdrawalForm
from identification.forms.opinions import OpinionForm
from identification.forms.periods import (
    ActForm,
    CorrectionForm,
    DepartureCorrectionForm,
    DepartureForm,
    ExtendForm,
    PeriodForm,
    RuleForm,
)

__all__ = [
    "ActForm",
    "ChoiceForm",
    "CorrectionForm",
    "DecisionForm",
    "DepartureCorrectionForm",
    "DepartureForm",
    "ElementsForm",
    "EventForm",
    "ExtendForm",
    "IndicatorForm",
    "InterviewForm",
    "JudgementForm",
    "NoteForm",
    "ObservationForm",
    "OpinionForm",
    "PeriodForm",
    "RemovalForm",
    "ReturnForm",
    "RuleForm",
    "SectionForm",
    "TakenBackForm",
    "VersionForm",
    "WithdrawalForm",
    "choices_between",
    "choices_made",
]
