"""What ends when a case closes. Rooms that hang something on a case sign up here when the application starts; the case
calls them in its own transaction, and knows none of them.
"""

from collections.abc import Callable
from datetime import date

from cases.models import Case
from cmm.accounts.models import User

Ends = Callable[[User, Case, date], None]
ENDING: list[Ends] = []


def when_closed(ends: Ends) -> None:
    """From now on ``ends(actor, case, day)`` is part of closing a case."""
    if ends not in ENDING:
        ENDING.append(ends)
