"""The release that runs: a migration after these is put into a database people work in."""

# The first line of the commit whose code is rehearsed: its number is another wherever history is written anew.
RELEASE = "Safeguards and Operation: the sitting whose landing one racing story held back"
MIGRATIONS = {
    "accounts": "0020_cover",
    "audit": "0006_what_a_night_found",
    "cases": "0041_who_a_text_may_name",
    "coordination": "0003_name_said_at_the_name",
    "core": "0003_danish_order",
    "drafts": "0001_drafts",
    "followup": "0001_what_comes_after_the_decision",
    "identification": "0023_kinds_of_criminal_acts_and_ages_in_years",
    "jobs": "0002_a_job_can_be_stopped",
    "merging": "0002_rows_move_by_the_ledger_alone",
    "outreach": "0020_own_words_are_remembered",
    "reports": "0015_tables_of_stays_and_visits",
    "retention": "0002_two_persons_and_no_hold",
    "shelters": "0026_requests_stand_in_the_ledger",
}
# What the rules of lint.py find in a later migration, by app, migration and rule, and why it is done all the same.
FEW = "the table has one row a kind of case, read in less than a millisecond"
LINE = "some thousands of short rows at most, and nobody assesses at the hour of an upgrade: under a tenth of a second"
ACCEPTED: dict[tuple[str, str, str], str] = {
    ("identification", "0024_assessments_wait_in_line", "index"): LINE,
    ("identification", "0024_assessments_wait_in_line", "index dropped"): LINE,
    ("retention", "0004_contacts_of_outreach_are_kept_for_some_years", "checked at once"): FEW,
}
