"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from shelters.selectors.board import board, board_mark
from shelters.selectors.capacity import (
    capacity,
    capacity_of,
    free_counts,
    free_units,
    places,
    places_for_return,
    places_to_move_to,
)
from shelters.selectors.course import corrections_of, course_of, here_now, requests_of, stays_of, stays_seen
from shelters.selectors.daily import diary_of, disappearance_of, is_told, message_in, unseen_messages
from shelters.selectors.emergencies import beds_tonight, lacks_papers, one_of_each, unfinished
from shelters.selectors.families import parents_for, with_family
from shelters.selectors.figures import figures
from shelters.selectors.houses import closure_of, next_position, running_shelters, unit_of
from shelters.selectors.nights import tonight
from shelters.selectors.payments import proposal, proposals, rates_of
from shelters.selectors.proposed import safe_contact
from shelters.selectors.queues import request_rows, waiting_requests
from shelters.selectors.standing import Standings, standings
from shelters.selectors.supervision import (
    approvals_of,
    findings_of,
    in_force_of,
    inspections_of,
    locality_of,
    work_of,
)
from shelters.selectors.whereabouts import is_spoken_of

__all__ = [
    "Standings",
    "approvals_of",
    "beds_tonight",
    "board",
    "board_mark",
    "capacity",
    "capacity_of",
    "closure_of",
    "corrections_of",
    "course_of",
    "diary_of",
    "disappearance_of",
    "figures",
    "findings_of",
    "free_counts",
    "free_units",
    "here_now",
    "in_force_of",
    "inspections_of",
    "is_spoken_of",
    "is_told",
    "lacks_papers",
    "locality_of",
    "message_in",
    "next_position",
    "one_of_each",
    "parents_for",
    "places",
    "places_for_return",
    "places_to_move_to",
    "proposal",
    "proposals",
    "rates_of",
    "request_rows",
    "requests_of",
    "running_shelters",
    "safe_contact",
    "standings",
    "stays_of",
    "stays_seen",
    "tonight",
    "unfinished",
    "unit_of",
    "unseen_messages",
    "waiting_requests",
    "with_family",
    "work_of",
]
