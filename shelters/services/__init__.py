"""Verbs about places: asking, answering, living there, leaving."""

from shelters.services.addresses import reveal_address, write_address
from shelters.services.approvals import record_approval, withdraw_approval, write_locality
from shelters.services.inspections import (
    add_finding,
    follow_up,
    hold_inspection,
    move_inspection,
    plan_inspection,
)
from shelters.services.placements import (
    correct_placement,
    end_placement,
    move_victim,
    place_victim,
    release_placement,
)
from shelters.services.requests import (
    accept_request,
    decline_request,
    propose_other_date,
    request_place,
    withdraw_request,
)

__all__ = [
    "accept_request",
    "add_finding",
    "correct_placement",
    "decline_request",
    "end_placement",
    "follow_up",
    "hold_inspection",
    "move_inspection",
    "move_victim",
    "place_victim",
    "plan_inspection",
    "propose_other_date",
    "record_approval",
    "release_placement",
    "request_place",
    "reveal_address",
    "withdraw_approval",
    "withdraw_request",
    "write_address",
    "write_locality",
]
