"""Whether a row exists that the reader may not see cannot be found out: not by keys, answers or the work done."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from cmm.accounts.readings import read_by
from cmm.accounts.scoping import grant
from cmm.audit.enums import Surface
from cmm.core.context import Context, acting
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.documents import DocumentFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.outreach import ContactFactory
from tests.factories.shelters import PlacementFactory, RequestFactory, ShelterFactory, UnitFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
ABSENT = 999_999_999
# Rows that hang on a case, as the web's login would smuggle them in.
HANGING = {
    "cases_document": """(uuid, case_id, number, title, kind, size, added_by_id, added_at, withdrawn_reason)
        VALUES (gen_random_uuid(), %(case)s, 1, 'x', 'pdf', 1, %(user)s, now(), '')""",
    "cases_journalentry": """(case_id, number, title, text, author_id, written_at)
        VALUES (%(case)s, 1, 'x', 'x', %(user)s, now())""",
    "cases_safetynote": """(id, case_id, number, no_threat, written_by_id, written_at)
        VALUES (gen_random_uuid(), %(case)s, 2, true, %(user)s, now())""",
    "cases_referral": """(case_id, number, kind, receiver, receiver_name, told, basis, basis_note, sent_on, sent_by_id,
        recorded_at, answered_as, answer, ended_as, ended_note, consented_by, consented_how, consented_to,
        consent_withdrawn_effect)
        VALUES (%(case)s, 1, 'referral', 'drc', 'x', 'x', 'vital', 'x', now(), %(user)s, now(), '', '', '', '',
        'not_noted', 'not_noted', '', '')""",
    "cases_task": """(case_id, kind, what, assignee_id, due_on, added_by_id, added_at, ended_as, ended_note)
        VALUES (%(case)s, 'call', 'x', %(user)s, now(), %(user)s, now(), '', '')""",
    "cases_representative": """(id, case_id, kind, said, recorded_by_id, recorded_at)
        VALUES (gen_random_uuid(), %(case)s, 'personal', 'v1|x', %(user)s, now())""",
    "identification_interview": """(case_id, held_at, place_id, interpreter, companion, representative, consent,
        consent_to, notes, interviewer_id, recorded_at)
        SELECT %(case)s, now(), min(id), 'no', 'no', 'no', 'none', '', 'x', %(user)s, now() FROM cases_code""",
    "identification_event": """(case_id, number, recorded_by_id, recorded_at, closed_as, closed_reason, kind, country,
        city, begins_precision, ends_precision, recruiter, control, goes_on, description)
        VALUES (%(case)s, 1, %(user)s, now(), '', '', 'transit', '', '', 'unknown', 'unknown', '', '{}', 'no', '')""",
    "identification_departure": """(case_id, number, recorded_by_id, recorded_at, closed_as, closed_reason, departed_on)
        VALUES (%(case)s, 1, %(user)s, now(), '', '', now())""",
    "identification_observation": """(case_id, number, recorded_by_id, recorded_at, closed_as, closed_reason, answer,
        evidence, source, observed_by, observed_on)
        VALUES (%(case)s, 1, %(user)s, now(), '', '', 'yes', 'x', 'own', '', now())""",
    "shelters_placementrequest": """(ref, case_id, shelter_id, sheet_id, sheet, wanted_from, wanted_to, urgent,
        state, answer, requested_by_id, requested_at, payer, responsible, payer_reason, children)
        SELECT 'P-1999-0001', %(case)s, min(id), gen_random_uuid(), 'v1|', now(), now() + interval '1 day', false,
        'waiting', '', %(user)s, now(), '', '', '', 0 FROM shelters_shelter""",
}


def refusal(user, statement, **values):
    """What PostgreSQL answers, with the numbers that were asked about left out."""
    try:
        with acting(Context(user.pk)), connection.cursor() as cursor:
            cursor.execute(statement, values | {"user": user.pk})
            transaction.set_rollback(True)
    except (IntegrityError, ProgrammingError) as refused:
        said = refused.__cause__.diag
        return said.sqlstate, re.sub(r"\d+", "n", said.message_primary), said.constraint_name, said.column_name
    return "stored"


@pytest.mark.parametrize("table", HANGING)
def test_a_foreign_key_answers_the_same_for_a_hidden_case_and_for_none(caseworker, table):
    hidden = CaseFactory(protection="named")
    ShelterFactory()
    statement = f"INSERT INTO {table} {HANGING[table]}"
    assert refusal(caseworker, statement, case=hidden.pk) == refusal(caseworker, statement, case=ABSENT) != "stored"


def test_the_same_statement_is_stored_in_a_case_one_works_on(caseworker):
    """Or the test above could not tell a refusal from a mistake in its own words."""
    mine = CaseFactory(caseworker=caseworker)
    ShelterFactory()
    answers = {
        table: refusal(caseworker, f"INSERT INTO {table} {words}", case=mine.pk) for table, words in HANGING.items()
    }
    assert answers == dict.fromkeys(HANGING, "stored")


def test_two_ngos_may_make_the_same_key_and_neither_is_told(people):
    other = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    theirs = ContactFactory(recorded_by=other)
    mine = ContactFactory(recorded_by=people["outreach_worker"], submission_key=theirs.submission_key)
    assert mine.submission_key == theirs.submission_key


def hidden_rows(people):
    """For each role a page with the address of a row it may not see, and the same page with that of no row."""
    sealed = CaseFactory(protection="named")
    other = ShelterFactory(organisation=OrganisationFactory(capabilities=["shelters"]))
    stay = PlacementFactory(case=sealed, victim=sealed.victim, unit=UnitFactory(shelter=other))
    asked = RequestFactory(case=sealed, shelter=other)
    stranger = staff("outreach_worker", organisation=OrganisationFactory(capabilities=["outreach"]))
    inquiry = InquiryFactory(organisation=OrganisationFactory(capabilities=["casework"]))
    AssessmentFactory(case=sealed)
    return [
        ("cmm_caseworker", "case_detail", [sealed.ref], ["CMM-1999-0001"]),
        ("cmm_caseworker", "cases:journal", [sealed.ref], ["CMM-1999-0001"]),
        (
            "cmm_caseworker",
            "cases:document_file",
            [sealed.ref, DocumentFactory(case=sealed).number],
            ["CMM-1999-0001", 1],
        ),
        ("cmm_caseworker", "identification:assessment_detail", [sealed.ref, 1], ["CMM-1999-0001", 1]),
        ("cmm_caseworker", "cases:inquiry_detail", [inquiry.ref], ["H-1999-0001"]),
        ("immigration_officer", "case_detail", [sealed.ref], ["CMM-1999-0001"]),
        ("shelter_staff", "shelters:placement_detail", [stay.ref], ["O-1999-0001"]),
        ("shelter_manager", "shelters:request_detail", [asked.ref], ["P-1999-0001"]),
        ("outreach_worker", "outreach:contact_detail", [ContactFactory(recorded_by=stranger).ref], ["K-1999-0001"]),
    ]


def test_a_page_answers_the_same_and_does_the_same_work_for_a_hidden_row_and_for_none(people, as_role):
    """Status, words and, in place of a stopwatch that would fail by chance, the statements asked of the database."""
    for role, name, hidden, absent in hidden_rows(people):
        browser = as_role(role)
        answers = []
        for address in (reverse(name, args=hidden), reverse(name, args=absent)):
            with statements() as asked:
                page = browser.get(address)
            answers.append((page.status_code, plain(page.text, address), [shape(one) for one in asked]))
        assert answers[0] == answers[1], (role, name)
        assert answers[0][0] == 404


def plain(text, address):
    """A page without the address it was asked at, the marks of its forms and the seconds its session has."""
    new = r'csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|data-(left|longest)="\d+"'
    return re.sub(new, "", text.replace(address, ""))


def shape(statement):
    return re.sub(r"'[^']*'|\b\d+\b", "?", statement)


def openings_of(user, case_id):
    with acting(Context(user.pk)), connection.cursor() as cursor:
        cursor.execute("SELECT persons, times FROM sec.openings(%s, now() - interval '1 day')", [case_id])
        return cursor.fetchall()


def test_how_often_a_case_was_opened_is_told_to_those_who_see_it(caseworker):
    mine, hidden = CaseFactory(caseworker=caseworker), CaseFactory(protection="named")
    assert (openings_of(caseworker, mine.pk), openings_of(caseworker, hidden.pk)) == ([(1, 1)], [])
    assert openings_of(caseworker, ABSENT) == []


def test_only_openings_of_the_case_itself_and_since_then_are_counted(caseworker):
    case, other = CaseFactory(caseworker=caseworker), CaseFactory(caseworker=caseworker)
    for opened, surface, days in ((case, "page", 0), (other, "page", 0), (case, "list", 0), (case, "page", 2)):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            read_by(staff("cmm_coordinator"), "case_detail", [opened], surface=Surface(surface))
    assert openings_of(caseworker, case.pk) == [(2, 2)]


def test_what_grants_open_to_a_colleague_is_told_to_those_who_control_access(people):
    """Numbers of cases, to a coordinator; to others not even whether there are any."""
    colleague, case = staff("cmm_caseworker"), CaseFactory(protection="named")
    grant(to=colleague, action="view", row=case, reason="vikar", given_by=people["cmm_coordinator"])
    asked = f"SELECT sec.granted_to({colleague.pk}, '{{view}}', now(), true)"
    with acting(Context(people["cmm_coordinator"].pk)), connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchall() == [([case.pk],)]
    assert refusal(people["cmm_caseworker"], asked)[:2] == ("42501", "the grants of somebody else")
