"""The verbs of this room."""

from identification.services.assessments import prepare_assessment, revise_assessment, submit_assessment
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.interviews import NewInterview, record_interview
from identification.services.letters import make_letter, read_letter, send_letter

__all__ = [
    "NewInterview",
    "decide_assessment",
    "make_letter",
    "prepare_assessment",
    "read_letter",
    "record_interview",
    "return_assessment",
    "revise_assessment",
    "send_letter",
    "submit_assessment",
]
