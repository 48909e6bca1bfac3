"""The figures of 2026 worked out anew, in SQL that shares nothing with the program but the tables."""

from django.db import connection

IDENTIFIED = """
WITH standing AS (
    SELECT d.*, c.victim_id, c.region, c.residence_basis_id FROM identification_statusdecision d
    JOIN cases_case c ON c.id = d.case_id
    WHERE d.outcome = 'trafficked'
    AND NOT EXISTS (SELECT FROM identification_appeal a WHERE a.decision_id = d.id AND a.outcome = 'annulled')
    AND NOT EXISTS (SELECT FROM identification_statusdecision l WHERE l.case_id = d.case_id AND l.id > d.id
        AND l.outcome IN ('not_trafficked', 'inconclusive')
        AND NOT EXISTS (SELECT FROM identification_appeal a WHERE a.decision_id = l.id AND a.outcome = 'annulled'))
), first_of_case AS (SELECT DISTINCT ON (case_id) * FROM standing ORDER BY case_id, id),
counted AS (
    SELECT DISTINCT ON (victim_id) * FROM first_of_case WHERE extract(year FROM decided_on) = 2026
    ORDER BY victim_id, decided_on, id
), persons AS (
    SELECT v.sex, a.age_band AS age, a.age_years, f.code AS form, v.citizenship, r.code AS residence, n.region,
        coalesce((SELECT s.code FROM identification_event e JOIN cases_code s ON s.id = e.sector_id
            WHERE e.case_id = n.case_id AND e.kind = 'exploitation' ORDER BY e.number LIMIT 1), 'unknown') AS branch,
        coalesce((SELECT s.code FROM identification_event e JOIN cases_code s ON s.id = e.criminal_act_id
            WHERE e.case_id = n.case_id AND e.kind = 'exploitation' ORDER BY e.number LIMIT 1), 'unknown') AS act
    FROM counted n JOIN cases_victim v ON v.id = n.victim_id JOIN identification_assessment a ON a.id = n.assessment_id
    JOIN cases_code f ON f.id = a.exploitation_form_id JOIN cases_code r ON r.id = n.residence_basis_id
)
"""
INQUIRIES = """
WITH inquiries AS (
    SELECT i.outcome, s.code AS source, h.code AS channel, t.code AS caller FROM cases_inquiry i
    JOIN cases_code s ON s.id = i.source_id JOIN cases_code h ON h.id = i.channel_id
    LEFT JOIN cases_code t ON t.id = i.caller_type_id
    WHERE i.whole_id IS NULL AND extract(year FROM i.received_at) = 2026
)
"""
PERSONS, LABOUR = "FROM persons", "FROM persons WHERE form IN ('forced_labour', 'slavery_like')"
CALLS = "FROM inquiries WHERE channel = 'hotline'"
STAYS = "FROM shelters_placement WHERE moved_from_id IS NULL AND extract(year FROM lower(stay)) = 2026"
BEGUN = """FROM identification_period p WHERE EXISTS (SELECT FROM identification_periodevent e
    WHERE e.period_id = p.id AND e.act = 'started' AND extract(year FROM e."on") = 2026)"""
# Each table: what comes before, what is counted, and which of it each row counts; »all« counts everything.
TABLES = {
    "sexes": (IDENTIFIED, PERSONS, {"female": "sex = 'female'", "men_and_others": "sex <> 'female'"}),
    "ages": (IDENTIFIED, PERSONS, {
        "minor": "age IN ('under_15', '15_17')", "18_24": "age = '18_24'",
        "25_plus_or_unknown": "age NOT IN ('under_15', '15_17', '18_24')",
    }),
    "young": (IDENTIFIED, PERSONS, {
        "minor": "age IN ('under_15', '15_17')", "under_25": "age IN ('under_15', '15_17', '18_24')",
    }),
    "forms": (IDENTIFIED, PERSONS, {
        "sexual": "form LIKE 'sexual%%'", "labour_and_slavery_like": "form IN ('forced_labour', 'slavery_like')",
        "criminal_acts": "form IN ('criminal_acts', 'begging')",
        "other_or_unknown": "form NOT LIKE 'sexual%%' AND form NOT IN"
        " ('forced_labour', 'slavery_like', 'criminal_acts', 'begging')",
    }),
    "citizenships": (IDENTIFIED, PERSONS, {
        **{one: f"citizenship = '{one}'" for one in ("NG", "RO", "TH")},
        "other_or_unknown": "citizenship NOT IN ('NG', 'RO', 'TH')",
    }),
    "citizenship_regions": (IDENTIFIED, PERSONS, {
        "european_union": "citizenship = 'RO'", "africa": "citizenship = 'NG'", "asia": "citizenship = 'TH'",
        "america": "false", "other_europe": "false", "other_or_unknown": "false",
    }),
    "residence": (IDENTIFIED, PERSONS, {
        "danish_or_eu": "residence IN ('danish_citizen', 'eu_eea')", "asylum_seeker": "residence = 'asylum_seeker'",
        "no_legal_stay": "residence = 'no_legal_stay'", "unknown": "residence = 'unknown'",
        "permit_or_visa": "residence LIKE '%%permit' OR residence LIKE '%%visa%%'",
    }),
    "regions": (IDENTIFIED, PERSONS, {
        "hovedstaden": "region = 'hovedstaden'", "syddanmark": "region = 'syddanmark'",
        "other_or_unknown": "region NOT IN ('hovedstaden', 'syddanmark')",
    }),
    "branches": (IDENTIFIED, LABOUR, {
        "construction": "branch = 'construction'", "cleaning": "branch = 'cleaning'",
        "other_or_unknown": "branch NOT IN ('construction', 'cleaning')",
    }),
    "acts": (IDENTIFIED, "FROM persons WHERE form IN ('criminal_acts', 'begging')", {
        "theft": "act = 'theft'", "drugs": "act IN ('drug_sales', 'cannabis_production')",
        "fraud": "act LIKE '%%fraud'", "other_or_unknown": "act IN ('other', 'unknown')",
    }),
    "inquiries": (INQUIRIES, "FROM inquiries", {
        "became_case": "outcome = 'case_opened'", "in_hand": "outcome = 'open'", "declined": "outcome = 'declined'",
        "advice": "outcome IN ('advice_only', 'not_relevant')",
    }),
    "referrers": (INQUIRIES, "FROM inquiries", {
        "police": "source = 'police'", "immigration_authorities": "source = 'us'",
        "organisations": "source LIKE 'ngo%%'", "private_persons": "source = 'citizen'",
    }),
    "hotline": (INQUIRIES, CALLS, {"police": "caller = 'police'"}),
    "periods": ("", BEGUN, {"restitution": "kind = 'restitution'", "reflection": "kind = 'reflection'"}),
    "shelters": ("", STAYS, {}),
}  # fmt: skip
NUMBERS = {
    "series persons": f"{IDENTIFIED} SELECT count(*) {PERSONS}",
    "decisions trafficked": f"{IDENTIFIED} SELECT count(*) {PERSONS}",
    "decisions all": "SELECT count(DISTINCT c.victim_id) FROM identification_statusdecision d JOIN cases_case c"
    " ON c.id = d.case_id WHERE extract(year FROM d.decided_on) = 2026",
    "decisions other_outcome": f"{IDENTIFIED} SELECT (SELECT count(DISTINCT c.victim_id) FROM"
    " identification_statusdecision d JOIN cases_case c ON c.id = d.case_id WHERE extract(year FROM d.decided_on) ="
    f" 2026) - (SELECT count(*) {PERSONS})",
    "age_years mean_age": f"{IDENTIFIED} SELECT round(avg(age_years)) {PERSONS}",
    "age_years youngest": f"{IDENTIFIED} SELECT age_years {PERSONS} ORDER BY age_years OFFSET 4 LIMIT 1",
    "age_years oldest": f"{IDENTIFIED} SELECT age_years {PERSONS} ORDER BY age_years DESC OFFSET 4 LIMIT 1",
    "offers stays": f"SELECT count(*) {STAYS}",
    "offers residents": "SELECT count(DISTINCT victim_id) FROM shelters_placement WHERE NOT never_came"
    " AND stay && daterange('2026-01-01', '2027-01-01')",
    "offers nights": "SELECT sum(upper(o.stay * w.days) - lower(o.stay * w.days)) FROM shelters_occupancy o,"
    " (SELECT daterange('2026-01-01', '2027-01-01') AS days) w WHERE o.stay && w.days",
    "courses courses": "SELECT count(*) FROM outreach_activity WHERE extract(year FROM held_on) = 2026",
    "courses participants": "SELECT sum(participants) FROM outreach_activity WHERE extract(year FROM held_on) = 2026",
}


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question.replace("%%", "%"))
        return cursor.fetchone()[0]


def recounted(table, row):
    """The number of one row of one table."""
    if f"{table} {row}" in NUMBERS:
        return asked(NUMBERS[f"{table} {row}"])
    before, counted, rows = TABLES[table]
    if row == "all":
        return asked(f"{before} SELECT count(*) {counted}")
    return asked(f"{before} SELECT count(*) FILTER (WHERE {rows[row]}) {counted}")
