from reports.models.edition import Edition
from reports.models.file import EditionFile
from reports.models.history import HistoricalCount, HistoricalSource

__all__ = ["Edition", "EditionFile", "HistoricalCount", "HistoricalSource"]
