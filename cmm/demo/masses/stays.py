"""Stays: two for each copied case, one place after the other, in houses of their own that are full every night."""

# ruff: noqa: S608 -- statements are put together of this package's own words and of numbers

from typing import Any

from cmm.demo.masses.copying import in_parts, laying
from cmm.demo.masses.progress import Progress
from cmm.demo.masses.sizes import DAYS

NIGHTS, PLACES, AHEAD = 5, 10, 10  # of a stay, of a house, and the days to come that are taken
STAYS_A_TURN = 20_000
HOUSES = """
WITH pattern AS (
    SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS all FROM shelters_shelter
    WHERE address_class <> 'secret' AND active
), house AS (
    INSERT INTO shelters_shelter (slug, name, region, address_class, women_only, takes_children, wheelchair, duty_phone,
        active, accommodation_type_id, organisation_id, email, street)
    SELECT 'mange-' || n, p.name || ' ' || n, p.region, p.address_class, p.women_only, p.takes_children, p.wheelchair,
        p.duty_phone, TRUE, p.accommodation_type_id, p.organisation_id, p.email, p.street
    FROM generate_series(1, %s) AS turn(n) JOIN pattern p ON p.place = mod(turn.n, p.all) RETURNING id, organisation_id
)
INSERT INTO shelters_unit (name, position, shelter_id, house_organisation, active, beds, kind)
SELECT 'Plads ' || number, number, house.id, house.organisation_id, TRUE, 1, 'bed'
FROM house CROSS JOIN generate_series(1, %s) AS place(number)
"""
# Everybody who has no bed yet, those whose case is over first and in the order they came.
PERSONS = """
CREATE TEMPORARY TABLE lodger AS
SELECT id AS case_id, victim_id, row_number() OVER (ORDER BY is_open, opened_on, id) - 1 AS place FROM (
    SELECT c.id, c.victim_id, c.opened_on, c.status <> 'closed' AS is_open,
        row_number() OVER (PARTITION BY c.victim_id ORDER BY c.id) AS nth
    FROM cases_case c WHERE NOT EXISTS (SELECT FROM shelters_placement p WHERE p.victim_id = c.victim_id)
        AND NOT EXISTS (SELECT FROM merging_merge m WHERE m.husk_id = c.id)
) found WHERE nth = 1 ORDER BY is_open, opened_on, id LIMIT %s
"""
BEDS = """
CREATE TEMPORARY TABLE bed AS
SELECT u.id, row_number() OVER (ORDER BY u.id) - 1 AS place
FROM shelters_unit u JOIN shelters_shelter s ON s.id = u.shelter_id WHERE s.slug LIKE 'mange-%%'
"""
PATTERNS = """
CREATE TEMPORARY TABLE stay_pattern AS
SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM shelters_placement
WHERE ended_at IS NOT NULL AND NOT never_came AND follows_id IS NULL AND NOT emergency
"""
# In the first bed until the second is taken: nobody has two, and no bed has two persons.
STAYS = f"""
INSERT INTO shelters_placement (ref, stay, placed_at, exit_cause, never_came, ended_at, case_id, ended_by_id,
    placed_by_id, victim_id, unit_id, sheet_id, sheet, payer, payer_reason, responsible, children, satisfaction,
    case_organisation, case_protection, case_authority)
SELECT 'O-' || extract(year FROM laid.first) || '-' || 10000000 + 2 * laid.place + laid.i,
    daterange(laid.first, laid.first + {NIGHTS}), laid.first - interval '1 day',
    CASE WHEN laid.over THEN p.exit_cause ELSE '' END, FALSE,
    CASE WHEN laid.over THEN laid.first + {NIGHTS} + interval '10 hours' END, laid.case_id,
    CASE WHEN laid.over THEN p.ended_by_id END, p.placed_by_id, laid.victim_id, bed.id, p.sheet_id, p.sheet, p.payer,
    p.payer_reason, p.responsible, 0, CASE WHEN laid.over THEN p.satisfaction END,
    c.organisation_id, c.protection, c.authority
FROM (
    SELECT l.*, i, day.first, day.first + {NIGHTS} <= current_date AS over
    FROM lodger l CROSS JOIN generate_series(0, 1) AS i
    CROSS JOIN LATERAL (SELECT %(first)s::date + (2 * (l.place / %(beds)s) + i)::int * {NIGHTS} AS first) day
    WHERE l.place >= %(start)s AND l.place < %(end)s
) laid
JOIN cases_case c ON c.id = laid.case_id
JOIN bed ON bed.place = mod(laid.place + laid.i * 7, %(beds)s)
JOIN stay_pattern p ON p.place = mod(laid.place, %(patterns)s)
"""


def lay_stays(wanted: int, progress: Progress) -> None:
    with laying() as cursor:
        persons, beds, patterns = furnished(cursor, wanted)
        # Pairs of stays, one after the other, until a few days from now.
        cursor.execute("SELECT current_date + %s", [AHEAD - 2 * NIGHTS * -(-persons // beds)])
        first = cursor.fetchone()[0]
    for start, last in in_parts(0, persons - 1, STAYS_A_TURN, 2, ("shelters_placement", "shelters_occupancy")):
        with laying("shelters_placement") as cursor:
            cursor.execute(STAYS, {"first": first, "beds": beds, "patterns": patterns, "start": start, "end": last + 1})
            progress.add("shelters_placement", cursor.rowcount)
        progress.step(2 * last)


def furnished(cursor: Any, wanted: int) -> tuple[int, int, int]:
    """Houses with places enough for ten years of stays, and who is to stay there; how many of each, and of patterns."""
    cursor.execute("SELECT count(*) FROM shelters_placement")
    missing = max(0, wanted - cursor.fetchone()[0])
    cursor.execute(HOUSES, [max(2, -(-missing * NIGHTS // DAYS // PLACES)), PLACES])
    for name in ("lodger", "bed", "stay_pattern"):
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
    cursor.execute(PERSONS, [-(-missing // 2)])
    persons = cursor.rowcount
    cursor.execute(BEDS)
    beds = cursor.rowcount
    cursor.execute(PATTERNS)
    return persons, beds, cursor.rowcount
