"""The verbs of this room."""

from identification.services.assessments import prepare_assessment, revise_assessment, submit_assessment
from identification.services.calendars import end_calendar_key, make_calendar_key
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.interviews import NewInterview, record_interview
from identification.services.periods import Extension, correct_act, extend_period, offer_period, record_act
from identification.services.rules import keep_rule

__all__ = [
    "Extension",
    "NewInterview",
    "correct_act",
    "decide_assessment",
    "end_calendar_key",
    "extend_period",
    "keep_rule",
    "make_calendar_key",
    "offer_period",
    "prepare_assessment",
    "record_act",
    "record_interview",
    "return_assessment",
    "revise_assessment",
    "submit_assessment",
]
