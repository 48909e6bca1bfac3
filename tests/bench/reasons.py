"""Why a figure is over its bar where nothing better is known: page, bar, reason. A line without one stands out."""

from tests.bench.figures import Figure

MANY = "the page is several lists, each a statement of its own; the bare view renders the same from one."
SCOPE = (
    "policies and grants cost a statement some tenths of a millisecond, whatever its number of rows; on a world of a"
    " few hundred cases that weighs against a page of ten to twenty milliseconds. What they cost a whole request is"
    " measured by `./dev campaign overhead`; what they cost on the large world is not measured yet."
)
BESIDE = "beside its rows the page prints sources and contradictions, the same for sixteen rows as for fifty."
SCOPED = (
    "today", "cases:case_list", "cases:inquiry_list", "cases:inquiry_list, all", "cases:referral_list",
    "cases:glass_list", "cases:glass_list, all", "identification:decision_list", "shelters:board",
    "shelters:request_list", "shelters:request_list, answered", "outreach:venue_list",
)  # fmt: skip
REASONS: dict[tuple[str, str], str] = {(page, "scope"): SCOPE for page in SCOPED}
REASONS |= {("today", "bare"): MANY, ("reports:history_list", "admin"): BESIDE}


def reasons_for(figures: list[Figure]) -> str:
    over = dict.fromkeys((one.page, bar) for one in figures for bar in one.broken)
    return "".join(f"\n* {page}, *{bar}*: {REASONS.get((page, bar), 'no reason is known.')}" for page, bar in over)
