"""Which legal day a moment belongs to."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


def legal_day(moment: datetime) -> date:
    """The date on a Danish wall: a day is 23 or 25 hours long when the clocks are changed, and still one day."""
    return moment.astimezone(DENMARK).date()
