"""Whoever walks off with a session is stopped before the register is."""

import pytest
from django.db import connection
from django.urls import reverse

from cases.models import JournalEntry
from cmm.accounts.enums import Role
from cmm.accounts.volume import is_too_much, most_for
from cmm.audit.models import Reading, SecurityEvent
from cmm.audit.services import Lately
from cmm.core.context import Context, acting
from tests.factories.cases import CaseFactory
from tests.factories.outreach import ContactFactory


@pytest.mark.parametrize(
    ("roles", "opened"),
    [
        ({Role.OUTREACH_WORKER}, 30),
        ({Role.SHELTER_STAFF, Role.OUTREACH_WORKER}, 30),
        ({Role.CMM_CASEWORKER}, 60),
        ({Role.OUTREACH_WORKER, Role.OUTREACH_LEAD}, 60),
        ({Role.CMM_COORDINATOR, Role.CMM_CASEWORKER}, 200),
    ],
)
def test_the_widest_role_says_how_much_an_hour_holds(roles, opened):
    assert most_for(roles) == Lately(opened=opened, listed=10 * opened, searched=opened)


@pytest.mark.parametrize(
    ("lately", "stopped"),
    [
        (Lately(), False),
        (Lately(29, 299, 29), False),
        (Lately(30, 0, 0), True),
        (Lately(0, 300, 0), True),
        (Lately(0, 0, 30), True),
    ],
)
def test_each_of_the_three_stops(lately, stopped):
    assert is_too_much(lately, {Role.OUTREACH_WORKER}) is stopped


@pytest.fixture
def narrow(settings):
    settings.CMM_OPENED_PER_HOUR = (3, 3, 3)


@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_a_stolen_session_opens_a_few_persons_and_the_log_says_so_at_once(narrow, as_role, people, settings):
    settings.CMM_EVENTS_DATABASE = "refusals"
    contacts = [ContactFactory() for _number in range(5)]
    browser = as_role("outreach_worker")
    pages = [browser.get(reverse("outreach:contact_detail", args=[one.ref])) for one in contacts]
    assert [page.status_code for page in pages] == [200, 200, 200, 429, 429]
    assert [contact.ref in pages[3].content.decode() for contact in contacts] == [False] * 5
    assert (
        list(SecurityEvent.objects.exclude(kind="login.succeeded").values_list("kind", "actor_id", "subject"))
        == [("reading.stopped", people["outreach_worker"].pk, "outreach:contact_detail")] * 2
    )
    assert Reading.objects.count() == 3


@pytest.mark.django_db
def test_the_same_person_again_is_no_other_person(narrow, as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    browser = as_role("cmm_caseworker")
    assert {browser.get(reverse("case_detail", args=[case.ref])).status_code for _time in range(5)} == {200}


@pytest.mark.django_db
def test_others_go_on(narrow, as_role, caseworker):
    cases = [CaseFactory(caseworker=caseworker) for _number in range(4)]
    browser, colleague = as_role("cmm_caseworker"), as_role("cmm_coordinator")
    answers = [browser.get(reverse("case_detail", args=[case.ref])).status_code for case in cases]
    assert (answers, colleague.get(reverse("cases:case_list")).status_code) == ([200, 200, 200, 429], 200)


@pytest.mark.django_db
def test_what_somebody_has_written_is_saved_all_the_same(narrow, as_role, caseworker):
    """It shows nobody; and the text was typed before."""
    cases = [CaseFactory(caseworker=caseworker) for _number in range(4)]
    browser = as_role("cmm_caseworker")
    for case in cases[:3]:
        browser.get(reverse("case_detail", args=[case.ref]))
    written = {"title": "Samtale", "text": "Talt med personen."}
    sent = browser.post(reverse("cases:journal_create", args=[cases[3].ref]), written)
    assert (sent.status_code, JournalEntry.objects.filter(case=cases[3]).count()) == (302, 1)


@pytest.mark.django_db
def test_a_search_that_finds_nobody_counts_too(narrow, as_role):
    browser = as_role("cmm_caseworker")
    answers = [
        browser.get(reverse("cases:case_list"), {"q": f"CMM-1900-{number:04d}"}).status_code for number in range(5)
    ]
    assert answers == [200, 200, 200, 429, 429]


@pytest.mark.django_db
def test_a_reader_is_told_numbers_of_their_own_and_nobody_elses(as_role, caseworker, people):
    as_role("cmm_caseworker").get(reverse("case_detail", args=[CaseFactory(caseworker=caseworker).ref]))
    told = {}
    for role in ("cmm_caseworker", "cmm_coordinator"):
        with acting(Context(people[role].pk)), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM sec.read_lately()")
            told[role] = cursor.fetchall()
    assert told == {"cmm_caseworker": [(1, 0, 0)], "cmm_coordinator": [(0, 0, 0)]}
