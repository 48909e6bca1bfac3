"""The verbs of merging two files, and of undoing it."""

from cases.merging.services.merging import Chosen, merge_cases
from cases.merging.services.notices import read_notice
from cases.merging.services.undoing import undo_merge

__all__ = ["Chosen", "merge_cases", "read_notice", "undo_merge"]
