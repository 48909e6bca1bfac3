"""What is said once of a row: every column that a trigger of ``cases_settled`` keeps is tried, as the owner."""

import pytest
from django.db import DatabaseError, connections, transaction

from cmm.core.context import Context, acting
from identification.models import Indicator
from identification.services import retire_indicator
from tests.audit.test_triggers import world  # noqa: F401 -- a fixture
from tests.factories.identification import AssessmentFactory

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

SOMEBODY = "(SELECT max(id) FROM accounts_user)"
CLOSED = f"closed_at = now(), closed_by_id = {SOMEBODY}, closed_as = 'withdrawn', closed_reason = 'Fejl'"
# Each such trigger, and how a row comes to say what is settled from then on; nothing, where it says so from its birth.
SETTLED = {
    "cases_brokenglass broken_once": "",
    "cases_brokenglass ended_once": "ended_at = opened_at",
    "cases_brokenglass reviewed_once": (
        f"reviewed_at = now(), reviewed_by_id = {SOMEBODY}, verdict = 'justified', remark = 'Nat'"
    ),
    "accounts_cover ended_once": f"ended_at = given_at, ended_by_id = {SOMEBODY}",
    "accounts_cover given_once": "",
    "retention_rulechange proposed_once": "",
    "retention_rulechange settled_once": f"settled_at = now(), settled_by_id = {SOMEBODY}, is_confirmed = false",
    "accounts_roleassignment ended_once": "ended_at = given_at",
    "accounts_roleassignment given_once": "",
    "accounts_roleproposal proposed_once": "",
    "accounts_roleproposal settled_once": (f"settled_at = now(), settled_by_id = {SOMEBODY}, was_given = false"),
    "cases_changeover ended_once": f"ended_at = offered_at, ended_by_id = {SOMEBODY}, ended_as = 'withdrawn'",
    "cases_changeover offered_once": "",
    "cases_document added_once": "",
    "cases_document withdrawn_once": (
        f"withdrawn_at = now(), withdrawn_by_id = {SOMEBODY}, withdrawn_reason = 'Forkert sag'"
    ),
    "cases_duplicateproposal proposed_once": "",
    "cases_duplicateproposal settled_once": (
        f"settled_at = now(), settled_by_id = {SOMEBODY}, verdict = 'same', why = 'Samme ar'"
    ),
    "cases_handover answered_once": (
        f"answered_at = now(), answered_by_id = {SOMEBODY}, answered_as = 'refused', answer = 'Intet spor'"
    ),
    "cases_handover heeded_once": (
        f"withdrawn_at = now(), withdrawn_by_id = {SOMEBODY}, heeded_at = now(), heeded_by_id = {SOMEBODY}"
    ),
    "cases_handover sent_once": "",
    "cases_handover tied_once": (
        f"answered_at = now(), answered_by_id = {SOMEBODY}, answered_as = 'case',"
        " case_id = (SELECT max(id) FROM cases_case)"
    ),
    "cases_handover withdrawn_once": f"withdrawn_at = now(), withdrawn_by_id = {SOMEBODY}",
    "cases_referral answered_once": (
        f"answered_as = 'accepted', answered_on = sent_on, answered_by_id = {SOMEBODY}, answer = ''"
    ),
    "cases_referral consent_withdrawn_once": (
        f"consent_withdrawn_on = sent_on, consent_withdrawn_by_id = {SOMEBODY}, consent_withdrawn_effect = 'Stop',"
        f" ended_as = 'revoked', ended_on = sent_on, ended_by_id = {SOMEBODY}, ended_note = 'Fortrudt'"
    ),
    "cases_referral ended_once": (
        f"ended_as = 'revoked', ended_on = sent_on, ended_by_id = {SOMEBODY}, ended_note = 'Fortrudt'"
    ),
    "cases_referral sent_once": "",
    "cases_representative ended_once": f"ended_at = now(), ended_by_id = {SOMEBODY}",
    "cases_representative recorded_once": "",
    "cases_safetynote written_once": "",
    "cases_task ended_once": f"ended_at = now(), ended_by_id = {SOMEBODY}, ended_as = 'done'",
    "cases_task hangs_once": "",
    "cases_task promised_once": "",
    "cases_wall lifted_once": f"lifted_at = now(), lifted_by_id = {SOMEBODY}",
    "cases_wall raised_once": "",
    "coordination_activitystatus confirmed_once": (
        "confirmed_at = now(), confirmed_by_id = (SELECT id FROM accounts_user WHERE id <> written_by_id LIMIT 1)"
    ),
    "coordination_activitystatus written_once": "",
    "coordination_agreement entered_once": "",
    "coordination_agreement settled_once": (f"done_on = agreed_on, outcome = 'Gjort', settled_by_id = {SOMEBODY}"),
    "coordination_contact ended_once": f"ended_at = now(), ended_by_id = {SOMEBODY}",
    "coordination_contact listed_once": "",
    "coordination_statusreport kept_once": "",
    "retention_destruction proposed_once": "",
    "retention_destruction settled_once": (
        "settled_at = now(), settled_as = 'refused',"
        " settled_by_id = (SELECT max(id) FROM accounts_user), settled_reason = 'Klage'"
    ),
    "retention_destruction stopped_once": (
        "settled_at = now(), settled_as = 'approved',"
        " settled_by_id = (SELECT id FROM accounts_user WHERE id <> proposed_by_id LIMIT 1), stopped_at = now()"
    ),
    "retention_legalhold lifted_once": f"lifted_at = now(), lifted_by_id = {SOMEBODY}, lifted_reason = 'Afgjort'",
    "retention_legalhold set_once": "",
    "followup_claim closed_once": CLOSED,
    "followup_claim decided_once": (
        f"outcome = 'rejected', decided_on = claimed_on, granted = 0, decided_by_id = {SOMEBODY}"
    ),
    "followup_claim written_once": "",
    "followup_criminalevent closed_once": CLOSED,
    "followup_criminalevent written_once": "",
    "followup_preparedreturn closed_once": CLOSED,
    "followup_preparedreturn written_once": "",
    "followup_returnevent closed_once": CLOSED,
    "followup_returnevent written_once": "",
    "followup_sharedfile closed_once": "closed_at = now()",
    "followup_sharedfile shared_once": "",
    "followup_supportitem closed_once": CLOSED,
    "followup_supportitem written_once": "",
    "identification_appeal ended_once": (
        f"outcome_at = now(), outcome = 'upheld', outcome_on = lodged_on, outcome_by_id = {SOMEBODY}"
    ),
    "identification_appeal recorded_once": "",
    "identification_consent given_once": "",
    "identification_consent withdrawn_once": (
        f"withdrawn_at = now(), withdrawn_by_id = {SOMEBODY}, withdrawn_on = given_on"
    ),
    "identification_courtfinding answered_once": (
        f"answered_at = now(), answer = 'refused', answered_by_id = {SOMEBODY}, refusal = 'Fejl'"
    ),
    "identification_courtfinding recorded_once": "",
    "identification_departure closed_once": CLOSED,
    "identification_departure written_once": "",
    "identification_event closed_once": CLOSED,
    "identification_event written_once": "",
    "identification_indicator ended_once": (
        "until_id = (SELECT max(number) FROM identification_catalogue) WHERE since_id = 1"
    ),
    "identification_indicator written_once": "",
    "identification_letter made_once": "",
    "identification_letter read_once": f"read_at = now(), read_by_id = {SOMEBODY}",
    "identification_letter sent_once": (
        f"read_at = now(), read_by_id = {SOMEBODY}, sent_on = made_at::date, sent_by_id = {SOMEBODY}, sent_how = 'post'"
    ),
    "identification_observation closed_once": CLOSED,
    "identification_observation written_once": "",
    "identification_period recorded_once": "",
    "identification_support linked_once": "",
    "identification_support removed_once": (
        f"removed_at = now(), removed_by_id = {SOMEBODY}, removed_reason = 'Fejl'"
        " WHERE assessment_id IN (SELECT id FROM identification_assessment WHERE state <> 'decided')"
    ),
    "legacy_batch reversed_once": (
        f"reversed_at = now(), reversed_by_id = {SOMEBODY}, reversed_reason = 'Forkert',"
        " state = 'reversing', uuid = NULL"
    ),
    "legacy_batch started_once": "",
    "legacy_batch uploaded_once": "",
    "merging_merge agreed_once": "",
    "merging_merge undone_once": "",
    "merging_notice read_once": f"read_at = now(), read_by_id = {SOMEBODY}",
    "merging_notice told_once": "",
    "outreach_statusnote begun_once": "",
    "outreach_statusnote finished_once": (
        f"finished_at = now(), finished_by_id = {SOMEBODY}, figures = '{{}}', digest = repeat('0', 64), text_da = 'x'"
        " WHERE finished_at IS NULL"
    ),
    "outreach_importbatch imported_once": "",
    "outreach_importbatch withdrawn_once": (
        f"withdrawn_at = now(), withdrawn_by_id = {SOMEBODY}, withdrawn_reason = 'Forkert ark'"
    ),
    "outreach_contact recorded_once": "",
    "outreach_incident recorded_once": "",
    "outreach_incident struck_once": f"struck_at = now(), struck_by_id = {SOMEBODY}, struck_as = 'twice'",
    "reports_externalcount confirmed_once": (
        "confirmed_at = now(), confirmed_by_id = (SELECT id FROM accounts_user WHERE id <> entered_by_id LIMIT 1)"
    ),
    "reports_externalcount entered_once": "",
    "reports_submission asked_once": "",
    "reports_submission made_once": "figures = '{}', digest = repeat('0', 64), state = 'ready' WHERE figures IS NULL",
    "reports_submission released_once": (
        "released_at = now(), state = 'released', figures = coalesce(figures, '{}'), digest = repeat('3', 64),"
        " released_by_id = (SELECT id FROM accounts_user WHERE id <> requested_by_id LIMIT 1) WHERE figures IS NULL"
    ),
    "shelters_housenote ended_once": (
        f"ended_at = now(), ended_by_id = {SOMEBODY}, ended_as = 'back', back_at = at WHERE kind = 'absence'"
    ),
    "shelters_housenote seen_once": f"seen_at = now(), seen_by_id = {SOMEBODY} WHERE kind = 'disappeared'",
    "shelters_housenote written_once": "",
    "shelters_placement received_once": f"emergency = true, received_at = now(), received_by_id = {SOMEBODY}",
    "shelters_service logged_once": "",
    "shelters_service struck_once": f"struck_at = now(), struck_by_id = {SOMEBODY}, struck_as = 'twice'",
    "shelters_approval decided_once": "",
    "shelters_approval ended_once": f"ended_at = now(), ended_by_id = {SOMEBODY}, ended_on = valid_from",
    "shelters_correction written_once": "",
    "shelters_placement ended_once": (
        f"ended_at = now(), ended_by_id = {SOMEBODY}, exit_cause = 'other' WHERE ended_at IS NULL"
    ),
    "shelters_placement placed_once": "",
    "shelters_finding followed_once": (
        f"followed_at = now(), followed_by_id = {SOMEBODY}, followed_on = due_on, outcome = 'Gjort'"
    ),
    "shelters_finding written_once": "",
    "shelters_inspection held_once": (
        f"done_at = now(), done_by_id = {SOMEBODY}, done_on = planned_on, summary = 'Gjort' WHERE done_at IS NULL"
    ),
    "shelters_inspection cancelled_once": (
        f"cancelled_at = now(), cancelled_by_id = {SOMEBODY}, cancelled_because = 'Syg' WHERE done_at IS NULL"
    ),
    "shelters_inspection planned_once": "",
    "shelters_closure reopened_once": f"reopened_at = now(), reopened_by_id = {SOMEBODY}, reopened_on = first",
    "shelters_closure written_once": "",
}
# Another value than the one that stands there, whatever that is.
OTHER = {
    "daterange": "daterange('2001-01-01', '2001-01-02')",
    "bigint": "coalesce({0}, 0) + 1",
    "integer": "coalesce({0}, 0) + 1",
    "smallint": "coalesce({0}, 0) + 1",
    "boolean": "NOT {0}",
    "character varying": "CASE {0} WHEN 'x' THEN 'y' ELSE 'x' END",
    "text": "{0} || 'x'",
    "time without time zone": "coalesce({0}, '12:00') + interval '1 minute'",
    "date": "coalesce({0}, '2020-02-29') + 1",
    "timestamp with time zone": "coalesce({0}, now()) + interval '1 second'",
    "uuid": "gen_random_uuid()",
    "bytea": "{0} || 'x'::bytea",
    "jsonb": """jsonb_build_object('other', {0})""",
    "ARRAY": "array_append({0}, NULL)",
}
TRIGGERS = """
SELECT tgrelid::regclass || ' ' || tgname, tgargs FROM pg_trigger
WHERE tgfoid = 'cases_settled'::regproc ORDER BY 1
"""
COLUMNS = "SELECT table_name, column_name, data_type FROM information_schema.columns"


def rows_of(cursor, statement):
    cursor.execute(statement)
    return cursor.fetchall()


def tried(trigger, columns, types):
    """What PostgreSQL answers when each column is said anew."""
    table, _name = trigger.split()
    again = f"UPDATE {table} SET {{0}} = {{1}} WHERE {columns[0]} IS NOT NULL"
    others = {column: OTHER[types[table, column]].format(column) for column in columns}
    return {column: answer(trigger, again.format(column, other)) for column, other in others.items()}


def answer(trigger, again):
    try:
        with acting(Context(None, "test"), using="owner"), connections["owner"].cursor() as cursor:
            if SETTLED[trigger]:
                cursor.execute(f"UPDATE {trigger.split()[0]} SET {SETTLED[trigger]}")
            cursor.execute(again)
            reached = cursor.rowcount
            transaction.set_rollback(True, using="owner")
    except DatabaseError as refused:
        return str(refused.__cause__.diag.message_primary)
    return f"{reached} rows"


def test_what_is_said_once_is_settled(world, coordinator):  # noqa: F811
    """An indicator is retired first, for it ends with a version of the list that comes after its first."""
    AssessmentFactory(submitted=True)
    retire_indicator(actor=coordinator, indicator=Indicator.objects.last(), note="Erstattet")
    with connections["owner"].cursor() as cursor:
        triggers = {name: bytes(words).decode().strip("\0").split("\0") for name, words in rows_of(cursor, TRIGGERS)}
        types = {(table, column): kind for table, column, kind in rows_of(cursor, COLUMNS)}
    assert set(triggers) == set(SETTLED)
    for trigger, columns in triggers.items():
        told = f"what {trigger.split()[0]} says of its end is settled"
        assert tried(trigger, columns, types) == dict.fromkeys(columns, told), trigger
