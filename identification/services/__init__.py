"""The verbs of this room."""

from identification.services.assessments import prepare_assessment, remove_support, revise_assessment, submit_assessment
from identification.services.catalogue import Wording, add_indicator, change_indicator, retire_indicator
from identification.services.consents import withdraw_consent
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.events import NewEvent, correct_event, record_event, withdraw_event
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

__all__ = [
    "NewEvent",
    "NewInterview",
    "NewObservation",
    "Origin",
    "Wording",
    "add_indicator",
    "change_indicator",
    "correct_event",
    "correct_observation",
    "decide_assessment",
    "give_opinion",
    "make_letter",
    "prepare_assessment",
    "read_letter",
    "record_event",
    "record_interview",
    "record_observations",
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
