from reports.models.definition import Definition
from reports.models.edition import Edition
from reports.models.external import ExternalCount
from reports.models.extract import Extract, ExtractPart
from reports.models.file import EditionFile
from reports.models.history import HistoricalCount, HistoricalSource
from reports.models.release import FreeTable, Threshold
from reports.models.submission import Submission

__all__ = [
    "Definition",
    "Edition",
    "EditionFile",
    "ExternalCount",
    "Extract",
    "ExtractPart",
    "FreeTable",
    "HistoricalCount",
    "HistoricalSource",
    "Submission",
    "Threshold",
]
