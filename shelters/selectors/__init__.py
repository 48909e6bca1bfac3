"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from shelters.selectors.board import board
from shelters.selectors.capacity import capacity, capacity_of, free_counts, free_units, places, places_to_move_to
from shelters.selectors.course import course_of, here_now, requests_of, stays_of
from shelters.selectors.figures import figures
from shelters.selectors.nights import tonight
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

__all__ = [
    "Standings",
    "approvals_of",
    "board",
    "capacity",
    "capacity_of",
    "course_of",
    "figures",
    "findings_of",
    "free_counts",
    "free_units",
    "here_now",
    "in_force_of",
    "inspections_of",
    "locality_of",
    "places",
    "places_to_move_to",
    "request_rows",
    "requests_of",
    "standings",
    "stays_of",
    "tonight",
    "waiting_requests",
    "work_of",
]
