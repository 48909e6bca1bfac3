"""Why a figure is over its bar where nothing better is known: page, bar, reason. A line without one stands out."""

from tests.bench.figures import Figure

REASONS: dict[tuple[str, str], str] = {}


def reasons_for(figures: list[Figure]) -> str:
    over = dict.fromkeys((one.page, bar) for one in figures for bar in one.broken)
    return "".join(f"\n* {page}, *{bar}*: {REASONS.get((page, bar), 'no reason is known.')}" for page, bar in over)
