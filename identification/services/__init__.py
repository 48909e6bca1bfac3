"""The verbs of this room."""

from identification.services.assessments import prepare_assessment, revise_assessment, submit_assessment
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.interviews import NewInterview, record_interview

__all__ = [
    "NewInterview",
    "decide_assessment",
    "prepare_assessment",
    "record_interview",
    "return_assessment",
    "revise_assessment",
    "submit_assessment",
]
