"""Verbs about places: asking, answering, living there, leaving."""

from shelters.services.addresses import reveal_address, write_address
from shelters.services.houses import change_shelter, open_shelter
from shelters.services.invoices import take_invoice_basis
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
    "add_unit",
    "change_shelter",
    "change_unit",
    "correct_placement",
    "decline_request",
    "end_placement",
    "keep_payer_rule",
    "move_victim",
    "open_shelter",
    "place_victim",
    "propose_other_date",
    "release_placement",
    "request_place",
    "reveal_address",
    "set_rate",
    "settle_payer",
    "take_invoice_basis",
    "withdraw_request",
    "write_address",
]
