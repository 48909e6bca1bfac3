"""Cases: those that are over, many times and years back, and those that are not, with colleagues who work on them."""

# ruff: noqa: S608 -- statements are put together of this package's own words and of numbers

from dataclasses import dataclass
from typing import Any

from cmm.demo.masses.copying import Copies, Table, in_parts, laying, spread, strides
from cmm.demo.masses.progress import Progress
from cmm.demo.masses.sizes import DAYS

OPEN_SHARE, CASES_EACH = 0.05, 300  # of the copies; and how many of all a colleague has in their years
CASES_A_TURN = 4_000  # laid in one transaction
# What lies beside a case and is not copied would leave these cases with half of what they say.
WHOLE = (
    "protection <> 'named' AND NOT EXISTS (SELECT FROM identification_appeal a WHERE a.case_id = {0}.id)"
    " AND NOT EXISTS (SELECT FROM identification_courtfinding f WHERE f.case_id = {0}.id)"
    " AND NOT EXISTS (SELECT FROM cases_document d WHERE d.case_id = {0}.id)"
    " AND NOT EXISTS (SELECT FROM merging_merge m WHERE {0}.id IN (m.case_id, m.husk_id))"
)
UNDER = (
    "cases_journalentry", "cases_task", "identification_interview", "identification_event",
    "identification_observation", "identification_assessment", "identification_assessment_secondary_forms",
    "identification_support", "identification_statusdecision", "identification_period", "identification_periodevent",
    "identification_departure",
)  # fmt: skip
REQUESTS = "shelters_placementrequest"
# A sheet is bound to a number of its own beside it, which more than one row may have: both are copied as they are.
SHEET = {name: f"s.{name}" for name in ("sheet_id", "sheet", "despite")}
NAMES = ("cases_victim", "cases_case", "cases_inquiry", *UNDER, REQUESTS)


def tables(status: str, inquiries: str, caseworker: str) -> tuple[Table, ...]:
    chosen = f"{status} AND {WHOLE.format('c')}"
    return (
        Table(
            "cases_victim",
            f"id IN (SELECT c.victim_id FROM cases_case c WHERE {chosen})",
            {"code_name": "s.code_name || ' ' || turn.n"},
        ),
        Table("cases_case", chosen.replace("c.", "t."), {"caseworker_id": caseworker}),
        Table("cases_inquiry", inquiries),
        *(Table(name) for name in UNDER),
        Table(REQUESTS, said=SHEET),
    )


@dataclass(frozen=True)
class Turns:
    """Which turns a kind of cases has, and what is copied in them."""

    copies: Copies
    first: int
    last: int
    each: int  # cases in a turn


def lay_cases(wanted: int, progress: Progress) -> list[Turns]:
    """As many copies as it takes until there are ``wanted`` cases; what was laid, for the log that speaks of it."""
    with laying() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        missing = max(0, wanted - cursor.fetchone()[0])
        wide = strides(cursor, [Table(name) for name in NAMES])
    with laying("accounts_user", "accounts_roleassignment") as cursor:
        who = colleagues(cursor, -(-missing // CASES_EACH))
    done, laid, turn = 0, [], 0
    for kind, share in (("closed", 1 - OPEN_SHARE), ("open", OPEN_SHARE)):
        turns = kept(kind, round(missing * share), turn, wide, who)
        for first, last in in_parts(turns.first, turns.last, CASES_A_TURN, turns.each, NAMES):
            with laying(*NAMES) as cursor:
                for table, rows in turns.copies.lay(cursor, first, last):
                    progress.add(table, rows)
                turns.copies.finish(cursor)
            done += (last - first + 1) * turns.each
            progress.step(done)
        laid.append(turns)
        turn = turns.last
    return laid


def kept(kind: str, wanted: int, turn: int, wide: dict[str, int], who: str) -> Turns:
    """The patterns of one kind kept aside, and how many turns of them it takes."""
    with laying() as cursor:
        if kind == "closed":
            told = tables("c.status = 'closed'", "t.outcome <> 'open'", who)
        else:
            told = tables("c.status <> 'closed'", "t.outcome <> 'open' AND t.case_id IS NOT NULL", who)
        each = Copies(told, wide, "0").choose(cursor)["cases_case"]
        number = -(-wanted // each) if each else 0
        ago = spread(number, DAYS) if kind == "closed" else "0"
        return Turns(Copies(told, wide, ago), turn + 1, turn + number, max(1, each))


def colleagues(cursor: Any, number: int) -> str:
    """Caseworkers nobody can log in as, and which of them has a copy, in SQL."""
    cursor.execute(
        "WITH made AS (INSERT INTO accounts_user (password, email, name, language, is_active, created_at,"
        " organisation_id) SELECT '!', 'mange' || n || '@demo.test', 'Mange ' || n, u.language, TRUE, u.created_at,"
        " u.organisation_id FROM accounts_user u CROSS JOIN generate_series(1, %s) AS turn(n)"
        " WHERE u.email = 'cmm_caseworker@demo.test' RETURNING id)"
        ", given AS (INSERT INTO accounts_roleassignment (role, given_at, given_by_id, user_id)"
        " SELECT 'cmm_caseworker', a.given_at, a.given_by_id, made.id FROM made, LATERAL (SELECT given_at, given_by_id"
        " FROM accounts_roleassignment WHERE role = 'cmm_caseworker' ORDER BY id LIMIT 1) a)"
        " SELECT min(id), count(*) FROM made",
        [number],
    )
    first, made = cursor.fetchone()
    if not made:
        return "s.caseworker_id"
    # Where nobody has the case yet, nobody has the copy.
    return f"CASE WHEN s.caseworker_id IS NOT NULL THEN {first} + mod(s.id * 7 + turn.n, {made}) END"
