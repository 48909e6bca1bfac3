"""The verbs of this room."""

from identification.services.assessments import prepare_assessment, remove_support, revise_assessment, submit_assessment
from identification.services.decisions import decide_assessment, return_assessment
from identification.services.interviews import NewInterview, record_interview
from identification.services.linking import Origin
from identification.services.observations import (
    NewObservation,
    correct_observation,
    record_observations,
    withdraw_observation,
)

__all__ = [
    "NewInterview",
    "NewObservation",
    "Origin",
    "correct_observation",
    "decide_assessment",
    "prepare_assessment",
    "record_interview",
    "record_observations",
    "remove_support",
    "return_assessment",
    "revise_assessment",
    "submit_assessment",
    "withdraw_observation",
]
