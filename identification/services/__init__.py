"""The verbs of this room."""

from identification.services.assessments import prepare_assessment, revise_assessment, submit_assessment
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.interviews import NewInterview, record_interview
from identification.services.periods import Extension, correct_act, extend_period, offer_period, record_act

__all__ = [
    "Extension",
    "NewInterview",
    "correct_act",
    "decide_assessment",
    "extend_period",
    "offer_period",
    "prepare_assessment",
    "record_act",
    "record_interview",
    "return_assessment",
    "revise_assessment",
    "submit_assessment",
]
