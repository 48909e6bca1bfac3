"""Verbs about places: asking, answering, living there, leaving."""

from shelters.services.addresses import reveal_address, write_address
from shelters.services.approvals import record_approval, withdraw_approval, write_locality
from shelters.services.closures import close_unit, reopen_unit
from shelters.services.corrections import correct_stay
from shelters.services.disappearing import report_disappeared, take_back
from shelters.services.emergencies import confirm_received, place_at_once, tell_house
from shelters.services.given import log_service, strike_service
from shelters.services.houses import change_shelter, open_shelter
from shelters.services.inspections import (
    add_finding,
    cancel_inspection,
    follow_up,
    hold_inspection,
    move_inspection,
    plan_inspection,
)
from shelters.services.invoices import take_invoice_basis
from shelters.services.notes import correct_note, end_absence, note_absence, see_note, write_incident
from shelters.services.payments import keep_payer_rule, set_rate, settle_payer
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
from shelters.services.units import add_unit, change_unit

__all__ = [
    "accept_request",
    "add_finding",
    "add_unit",
    "cancel_inspection",
    "change_shelter",
    "change_unit",
    "close_unit",
    "confirm_received",
    "correct_note",
    "correct_placement",
    "correct_stay",
    "decline_request",
    "end_absence",
    "end_placement",
    "follow_up",
    "hold_inspection",
    "keep_payer_rule",
    "log_service",
    "move_inspection",
    "move_victim",
    "note_absence",
    "open_shelter",
    "place_at_once",
    "place_victim",
    "plan_inspection",
    "propose_other_date",
    "record_approval",
    "release_placement",
    "reopen_unit",
    "report_disappeared",
    "request_place",
    "reveal_address",
    "see_note",
    "set_rate",
    "settle_payer",
    "strike_service",
    "take_back",
    "take_invoice_basis",
    "tell_house",
    "withdraw_approval",
    "withdraw_request",
    "write_address",
    "write_incident",
    "write_locality",
]
