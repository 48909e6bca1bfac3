"""The rules of the street, over plain values: what a note may hold, when a day begins, what a contact counts as."""

from cases.outreach.rules.answers import check_caller, check_group, digest_of
from cases.outreach.rules.clock import (
    Hours,
    Terms,
    check_has_been,
    check_hours_ahead,
    check_met_at,
    check_round_times,
    service_day,
    until,
)
from cases.outreach.rules.counting import Counters, Period, ServiceDay, counters, counts_as, counts_as_group, period
from cases.outreach.rules.looks import LONGEST_NAME, check_neutral, is_telling
from cases.outreach.rules.notes import check_no_numbers, cpr_in, name_in, phone_in

__all__ = [
    "LONGEST_NAME",
    "Counters",
    "Hours",
    "Period",
    "ServiceDay",
    "Terms",
    "check_caller",
    "check_group",
    "check_has_been",
    "check_hours_ahead",
    "check_met_at",
    "check_neutral",
    "check_no_numbers",
    "check_round_times",
    "counters",
    "counts_as",
    "counts_as_group",
    "cpr_in",
    "digest_of",
    "is_telling",
    "name_in",
    "period",
    "phone_in",
    "service_day",
    "until",
]
