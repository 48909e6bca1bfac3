"""Why a figure is over its bar where nothing better is known: page, bar, reason. A line without one stands out."""

from dataclasses import replace

from tests.bench.figures import Figure
from tests.bench.rows import Row

MANY = "the page is several lists, each a statement of its own; the bare view renders the same from one."
SHORT = (
    "a page of few rows or none: who asks, their roles, what they have read and the log are five statements and about"
    " four milliseconds, whatever the page; the bare view of it takes two."
)
SCOPE = (
    "each table a statement joins has its policy's functions asked once a statement, 0.05 to 0.3 ms, whatever the"
    " number of rows; the list's own query takes one to three."
)
RANGES = (
    "PostgreSQL lets no overlap of ranges be asked before a policy, for that operator could tell of rows nobody may"
    " see: every stay there is meets the policy first (200,000 of them: 60 ms a statement, and the page asks four)."
)
FOLLOWED = (
    "whoever referred sees a status by an inquiry's own columns and a withdrawn consent by another table's, whose"
    " policy is asked for each of the rows that are sorted; without policies an index gives the newest at once."
)
PLACES = "how often each place was used is counted over its contacts, whose policies stand before the counting."
RESTS = (
    "what is due is searched for among all closed cases, most of which are kept longer: their kind is worked out of"
    " decisions and the person's age, 300 ms for 98,000."
)
# Of a bar, where nothing nearer is known of the page.
GENERAL = {"scope": SCOPE, "bare": SHORT}
REASONS: dict[tuple[str, str], str] = {
    (page, "bare"): MANY
    for page in (
        "today", "cases:duplicate_list", "coordination:activity_list", "identification:decision_list",
        "outreach:contact_list, a month", "shelters:board", "shelters:shelter_list", "shelters:tonight",
    )
}  # fmt: skip
REASONS |= {("shelters:invoice_list", bar): RANGES for bar in ("bare", "scope", "growth")}
REASONS |= {("retention:retention_list", bar): RESTS for bar in ("bare", "scope", "growth")}
REASONS |= {("outreach:venue_list", bar): PLACES for bar in ("admin", "bare", "scope", "growth")}
REASONS |= {("cases:referral_list", bar): FOLLOWED for bar in ("bare", "scope", "growth")}
REASONS |= {
    ("shelters:board", "scope"): f"of 665 stays each meets the policies of four tables. {RANGES}",
    ("shelters:board", "growth"): "twelve shelters have become forty-two, and the page draws each.",
    ("reports:submission_list", "growth"): "a page of ten milliseconds; it was 0.9 in two other runs of the same day.",
    ("today", "growth"): "the clocks of all open periods are worked out, of which this world has 1,600.",
    ("cases:cover_list", "growth"): "the form offers every colleague, of whom this world has 392.",
}


# Why a row of the design's table does not hold, found with a profile.
WHY: dict[str, str] = {
    "lists: statements, the most of a page": (
        "today asks for each kind of thing that can wait: 12 for a caseworker who has one of each, up to 14 for a"
        " coordinator; a list asks 5 to 9."
    ),
    "lists: work, a bare view = 1": (
        "today and the board are several lists each, what is due to go is searched for among all that is closed, and of"
        " an empty page the request itself is the most; page by page below."
    ),
    "lists: scoped, the same unscoped = 1": (
        "each table a statement joins has its policy's functions asked once a statement, 0.1 to 0.5 ms for a table,"
        " whatever the number of rows; against a query an index answers in a millisecond that is a third or more."
    ),
    "lists: work, the same over 1,000 cases = 1": (
        "today works out the clocks of every open period there is, stays are searched for by their nights, and what is"
        " due to go among all that is closed; page by page below."
    ),
    "lists: work, the admin's change list = 1": f"outreach:venue_list: {PLACES}",
    "row-level security and the log, of one request": (
        "each table that has rows costs a statement five functions, 0.2 ms together, and each that has none the start"
        " of its plan, 0.05; the log 0.5 to 0.9. Between 2.6 and 3.2 as the machine is fast or slow that hour."
    ),
    "search by name, p95 of the work": (
        "the names are matched one by one in our own process, 8.7 microseconds each; reading and opening them anew,"
        " once a minute, is the rest."
    ),
    "PDF of the year, memory at its peak": (
        "this world has a thousand times the decisions of a year in Denmark; its tables and the extract of its figures"
        " grow with them. On the demonstration it is 296 MB."
    ),
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
    return "".join(f"\n* {page}, *{bar}*: {reason(page, bar)}" for page, bar in over)


def reason(page: str, bar: str) -> str:
    return REASONS.get((page, bar)) or GENERAL.get(bar, "no reason is known.")
