"""How long somebody waited for a decision. Pure: days in, groups and the one in the middle out."""

from collections.abc import Iterable
from statistics import median_low
from typing import Any

# The last day of each group; the last group has none.
GROUPS = (("within_week", 7), ("within_month", 30), ("within_quarter", 90), ("longer", None))


def waiting(days: Iterable[int]) -> dict[str, Any]:
    """How many waited how long, and the number of days within which half of them had their decision."""
    found = sorted(max(0, one) for one in days)
    groups = dict.fromkeys((name for name, _last in GROUPS), 0)
    for one in found:
        groups[next(name for name, last in GROUPS if last is None or one <= last)] += 1
    return {"groups": groups, "median": median_low(found) if found else None}
