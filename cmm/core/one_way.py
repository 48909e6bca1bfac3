"""Migrations that cannot be taken back, and why not. A test holds this list against what the migrations themselves say.

A release is taken back by its code alone: the code before it works on the schema after it (``./dev campaign upgrade``).
"""

GUARDS = (
    "its triggers and constraints guard rows that have been written since; taken away, code that does not know the "
    "rule would write what it refuses"
)
EDITS = "it edits functions of earlier migrations where they stand, and what stood before is nowhere kept"
CLOSES = "it closed what lay in the clear; taking it back would write it in the clear again"

ONE_WAY = {
    ("identification", "0005_rows_carry_their_case"): GUARDS,
    ("identification", "0009_a_positive_decision_rests_on_observations"): (
        "it takes away an earlier rule for a stricter one; decisions since rest on observations the earlier cannot read"
    ),
    ("identification", "0014_periods"): GUARDS,
    ("identification", "0016_appeals_and_findings"): GUARDS,
    ("merging", "0002_rows_move_by_the_ledger_alone"): EDITS,
    ("outreach", "0008_contacts_count_several_and_are_corrected"): GUARDS,
    ("outreach", "0009_rounds_walked_together"): GUARDS,
    ("outreach", "0010_events_and_courses"): GUARDS,
    ("retention", "0002_two_persons_and_no_hold"): EDITS,
    ("retention", "0004_contacts_of_outreach_are_kept_for_some_years"): EDITS,
    ("shelters", "0004_rows_carry_case_and_house"): GUARDS,
    ("shelters", "0005_what_a_house_is_told_is_closed"): CLOSES,
    ("shelters", "0006_a_secret_address_is_closed"): CLOSES,
    ("shelters", "0011_supervised_elsewhere_and_settled"): GUARDS,
    ("shelters", "0014_what_a_house_writes"): GUARDS,
    ("shelters", "0017_what_was_wrong_stays_readable"): GUARDS,
    ("shelters", "0025_places_out_of_use"): GUARDS,
}
