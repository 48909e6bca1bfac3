"""Text in, clean values out."""

from identification.forms.assessments import AssessmentForm, VersionForm
from identification.forms.choices import ChoiceForm, choices_made
from identification.forms.decisions import DecisionForm, ReturnForm
from identification.forms.interviews import InterviewForm
from identification.forms.periods import ActForm, CorrectionForm, ExtendForm, PeriodForm, RuleForm

__all__ = [
    "ActForm",
    "AssessmentForm",
    "ChoiceForm",
    "CorrectionForm",
    "DecisionForm",
    "ExtendForm",
    "InterviewForm",
    "PeriodForm",
    "ReturnForm",
    "RuleForm",
    "VersionForm",
    "choices_made",
]
