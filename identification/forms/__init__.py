"""Text in, clean values out."""

from identification.forms.assessments import AssessmentForm, VersionForm
from identification.forms.choices import ChoiceForm, choices_made
from identification.forms.decisions import DecisionForm, ReturnForm
from identification.forms.interviews import InterviewForm

__all__ = [
    "AssessmentForm",
    "ChoiceForm",
    "DecisionForm",
    "InterviewForm",
    "ReturnForm",
    "VersionForm",
    "choices_made",
]
