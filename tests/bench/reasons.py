"""Why a figure is over its bar where nothing better is known: page, bar, reason. A line without one stands out."""

from dataclasses import replace

from tests.bench.figures import Figure
from tests.bench.rows import Row

MANY = "the page is several lists, each a statement of its own; the bare view renders the same from one."
SHORT = (
    "a page of few rows or none: who asks, their roles, what they have read and the log are four statements and about"
    " two milliseconds, whatever the page; the bare view of it takes less than two."
)
SCOPE = (
    "each table a statement joins has its policy's functions asked once a statement, 0.05 to 0.2 ms, whatever the"
    " number of rows; the list's own query takes one to three."
)
FOLLOWED = (
    "whoever referred sees a status by an inquiry's own columns and a withdrawn consent by another table's, whose"
    " policy is asked for each of the rows that are sorted; without policies an index gives the newest at once."
)
RESTS = (
    "what is due is looked for among the cases closed first, each with its decisions and the person's age: 8 ms for the"
    " page and as much again to know whether there are more than a thousand."
)
COLLEAGUES = "the filter offers every colleague, of whom this world has 392."
# Of a bar, where nothing nearer is known of the page.
GENERAL = {"scope": SCOPE, "bare": SHORT}
REASONS: dict[tuple[str, str], str] = {
    (page, "bare"): MANY
    for page in (
        "today", "cases:duplicate_list", "coordination:activity_list", "identification:decision_list",
        "outreach:contact_list, a month", "shelters:board", "shelters:invoice_list", "shelters:shelter_list",
        "shelters:tonight",
    )
}  # fmt: skip
REASONS |= {("retention:retention_list", bar): RESTS for bar in ("bare", "scope", "growth")}
REASONS |= {("cases:referral_list", bar): FOLLOWED for bar in ("bare", "scope", "growth")}
REASONS |= {(page, "growth"): COLLEAGUES for page in ("cases:case_list", "cases:cover_list")}
REASONS |= {
    ("shelters:board", "scope"): "of 665 stays each meets the policies of four tables.",
    ("shelters:board", "growth"): "twelve shelters have become forty-two, and the page draws each.",
    (
        "shelters:shelter_list",
        "admin",
    ): "each house is shown with its places, approvals and closures: eight statements.",
    ("today", "growth"): "the clocks of all open periods are worked out, of which this world has 1,600.",
    ("outreach:contact_list, a month", "growth"): (
        "a month of this world has a hundred times the contacts, which are counted up to a thousand and by the day."
    ),
}


# Why a row of the design's table does not hold, found with a profile.
WHY: dict[str, str] = {
    "lists: statements, the most of a page": (
        "today asks for each kind of thing that can wait: 12 for a caseworker who has one of each, up to 14 for a"
        " coordinator; a list asks 5 to 9."
    ),
    "lists: work, a bare view = 1": (
        "today, the board and what is invoiced are several lists each, and of a page with few rows the request itself"
        " is the most; page by page below."
    ),
    "lists: scoped, the same unscoped = 1": (
        "each table a statement joins has its policy's functions asked once a statement, 0.05 to 0.2 ms for a table,"
        " whatever the number of rows; against a query an index answers in a millisecond that is a third or more."
    ),
    "lists: work, the same over 1,000 cases = 1": (
        "today works out the clocks of every open period there is, and a filter or a board offers every colleague and"
        " house there is; page by page below."
    ),
    "lists: work, the admin's change list = 1": "page by page below.",
    "row-level security and the log, of one request": (
        "each table that has rows costs a statement five functions, 0.2 ms together, and each that has none the start"
        " of its plan, 0.05; the log 0.5 to 0.9. Between 1.9 and 2.5 as the machine is fast or slow that hour."
    ),
    "search by name, p95 of the work": (
        "the names are matched one by one in our own process, five to seven microseconds each; reading and opening them"
        " anew is the rest."
    ),
    "tables of a year, one bare pass over each table = 1": (
        "the year's contacts are passed over six times, by day, own code, kind, organisation, place and what was given,"
        " and each decision asks for what annuls, follows and precedes it; a bare pass asks nothing of another table."
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
    return "".join(f"\n* {page}, *{bar}*: {reason(page, bar)}" for page, bar in over)


def reason(page: str, bar: str) -> str:
    return REASONS.get((page, bar)) or GENERAL.get(bar, "no reason is known.")
