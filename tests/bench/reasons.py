"""Why a figure is over its bar where nothing better is known: page, bar, reason. A line without one stands out."""

from dataclasses import replace

from tests.bench.figures import Figure
from tests.bench.rows import Row

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


# Why a row of the design's table does not hold, found with a profile.
WHY: dict[str, str] = {
    "lists: statements, the most of a page": (
        "today asks for each kind of thing that can wait: 12 for a caseworker who has one of each, up to 14 for a"
        " coordinator; a list asks 5 to 9."
    ),
    "lists: work, a bare view = 1": "today is several lists, and reads the acts of every open period there is.",
    "lists: scoped, the same unscoped = 1": (
        "each table a statement joins has its policy's functions asked once a statement, 0.1 to 0.5 ms for a table,"
        " whatever the number of rows; against a query an index answers in a millisecond that is a third or more."
    ),
    "lists: work, the same over 1,000 cases = 1": "today reads the acts of every open period there is.",
    "tables of a year, one bare pass over each table = 1": (
        "the year's contacts are passed over four times, by day, own code, kind and organisation, and each decision"
        " asks for what annuls and follows it; a bare pass asks nothing of another table."
    ),
    "PDF of the year, WeasyPrint alone = 1": (
        "for both languages the 60 charts take 0.9 seconds and the start of what draws them 0.6, the texts and data"
        " files 0.2, loading our own code 0.3 and finishing the tags 0.2."
    ),
}


def explained(row: Row) -> Row:
    """The row with its reason, where it does not hold."""
    return row if row.holds else replace(row, why=WHY.get(row.what, "no reason is known."))


def reasons_for(figures: list[Figure]) -> str:
    over = dict.fromkeys((one.page, bar) for one in figures for bar in one.broken)
    return "".join(f"\n* {page}, *{bar}*: {REASONS.get((page, bar), 'no reason is known.')}" for page, bar in over)
