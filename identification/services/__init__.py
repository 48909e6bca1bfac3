"""The verbs of this room."""

from identification.services.appeals import end_appeal, lodge_appeal
from identification.services.assessments import prepare_assessment, remove_support, revise_assessment, submit_assessment
from identification.services.calendars import end_calendar_key, fetch_calendar, make_calendar_key
from identification.services.catalogue import Wording, add_indicator, change_indicator, retire_indicator
from identification.services.consents import withdraw_consent
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.departures import correct_departure, record_departure
from identification.services.events import NewEvent, correct_event, record_event, withdraw_event
from identification.services.findings import NewFinding, confirm_finding, record_finding, refuse_finding
from identification.services.interviews import NewInterview, record_interview
from identification.services.letters import make_letter, read_letter, send_letter
from identification.services.linking import Origin
from identification.services.observations import (
    NewObservation,
    correct_observation,
    record_observations,
    withdraw_observation,
)
from identification.services.opinions import give_opinion
from identification.services.periods import Extension, correct_act, extend_period, offer_period, record_act
from identification.services.rules import keep_rule

__all__ = [
    "Extension",
    "NewEvent",
    "NewFinding",
    "NewInterview",
    "NewObservation",
    "Origin",
    "Wording",
    "add_indicator",
    "change_indicator",
    "confirm_finding",
    "correct_act",
    "correct_departure",
    "correct_event",
    "correct_observation",
    "decide_assessment",
    "end_appeal",
    "end_calendar_key",
    "extend_period",
    "fetch_calendar",
    "give_opinion",
    "keep_rule",
    "lodge_appeal",
    "make_calendar_key",
    "make_letter",
    "offer_period",
    "prepare_assessment",
    "read_letter",
    "record_act",
    "record_departure",
    "record_event",
    "record_finding",
    "record_interview",
    "record_observations",
    "refuse_finding",
    "remove_support",
    "retire_indicator",
    "return_assessment",
    "revise_assessment",
    "send_letter",
    "submit_assessment",
    "withdraw_consent",
    "withdraw_event",
    "withdraw_observation",
]
