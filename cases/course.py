"""A case's course: one point or span of it, as any room may contribute it to the timeline."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Lane(StrEnum):
    """The six lanes of the timeline, in the order they stand."""

    WORK = "work"
    INTERVIEWS = "interviews"
    PERIOD = "period"
    PLACEMENT = "placement"
    REFERRALS = "referrals"
    CRIMINAL = "criminal"


class Kind(StrEnum):
    """The shape that carries what kind of thing it is."""

    TALK = "talk"  # circle
    STEP = "step"  # square
    DECISION = "decision"  # filled square in colour
    REFERRAL = "referral"  # diamond
    CRIME = "crime"  # triangle
    SPAN = "span"  # bar from ``on`` to ``until``


@dataclass(frozen=True)
class CoursePoint:
    """Something that happened, or is planned, in the course of a case.

    ``hollow`` is planned or unanswered. A span without ``until`` still runs. ``label`` is the short
    word in the picture, ``text`` the sentence of the list.
    """

    on: date
    lane: str
    kind: str
    text: str
    label: str = ""
    hollow: bool = False
    until: date | None = None
