from reports.models.edition import Edition
from reports.models.file import EditionFile
from reports.models.history import HistoricalCount, HistoricalSource
from reports.models.release import FreeTable, Threshold

__all__ = ["Edition", "EditionFile", "FreeTable", "HistoricalCount", "HistoricalSource", "Threshold"]
