"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from identification.followup.selectors.course import course_of
from identification.followup.selectors.courses import Courses, courses_of
from identification.followup.selectors.figures import figures
from identification.followup.selectors.lagging import late_support, return_marks
from identification.followup.selectors.shares import receivers, shared_with, shares_of

__all__ = [
    "Courses",
    "course_of",
    "courses_of",
    "figures",
    "late_support",
    "receivers",
    "return_marks",
    "shared_with",
    "shares_of",
]
