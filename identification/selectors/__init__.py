"""Reads of this room. Other rooms use ``course_of``, ``figures`` and ``waiting``."""

from identification.selectors.course import course_of
from identification.selectors.figures import figures
from identification.selectors.pages import waiting

__all__ = ["course_of", "figures", "waiting"]
