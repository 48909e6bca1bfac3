"""The door of a colleague's case: who is asked why, how long it holds, on every page of it."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.models import JournalEntry, StatedPurpose
from cases.services import break_glass, state_purpose
from cmm.accounts.models import RoleAssignment
from cmm.accounts.scoping import grant
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, WallFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import PlacementFactory, RequestFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
NOON = "2026-11-24 12:00+01:00"


def browser_of(user):
    """Not a colleague who answers by himself: here the door is looked at."""
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def worker(caseworker):
    return browser_of(caseworker)


@pytest.fixture
def boss(coordinator):
    return browser_of(coordinator)


def colleagues(**facts):
    return CaseFactory(**{"caseworker": staff("cmm_caseworker", name="Prøve Kontakt")} | facts)


def door(case, page=""):
    return f"{reverse('cases:case_purpose', args=[case.ref])}?next={page or case.get_absolute_url()}"


def say(browser, case, purpose="contacted", note=""):
    return browser.post(door(case), {"purpose-purpose": purpose, "purpose-note": note})


def pages_of(case):
    """Every kind of page under one case."""
    assessment = AssessmentFactory(case=case, submitted=True)
    names = [
        "case_detail", "case_log", "cases:journal", "cases:journal_create", "cases:case_edit", "cases:case_close",
        "cases:identity", "identification:assessment_list", "identification:interview_create",
        "shelters:case_placements", "shelters:request_create",
    ]  # fmt: skip
    rows = [
        assessment,
        PlacementFactory(case=case, victim=case.victim),
        RequestFactory(case=case),
        InquiryFactory(case=case, outcome="case_opened"),
    ]
    return [reverse(name, args=[case.ref]) for name in names] + [row.get_absolute_url() for row in rows]


def test_every_page_of_a_colleagues_case_asks_first_and_then_opens(worker):
    case = colleagues()
    pages = pages_of(case)
    for address in pages:
        answer = worker.get(address)
        assert (answer.status_code, answer.url) == (302, door(case, address))
    say(worker, case)
    for address in pages:
        assert (address, worker.get(address).status_code) == (address, 200)


def test_the_door_says_whose_the_case_is_and_that_it_is_not_open_yet(worker):
    case = colleagues(victim__code_name="Skarv")
    page = worker.get(door(case))
    for words in ("Skarv", "er ikke din sag.", "Kontaktperson er Prøve Kontakt.", "Sagen er ikke åbnet endnu."):
        assert words in page.text
    assert page.text.count('name="purpose-purpose"') == 6
    assert (
        "Formålet bliver skrevet i loggen. Personen kan få at vide, hvornår og hvorfor, men ikke af hvem." in page.text
    )
    assert "Den har ingen kontaktperson endnu." in worker.get(door(CaseFactory())).text


def test_having_said_why_one_goes_where_one_wanted(worker):
    case = colleagues()
    wish = f"{reverse('cases:journal', args=[case.ref])}?page=2"
    answer = worker.post(reverse("cases:case_purpose", args=[case.ref]), {"purpose-purpose": "contacted", "next": wish})
    assert answer.url == wish
    elsewhere = {"purpose-purpose": "contacted", "next": "https://example.org/"}
    assert worker.post(reverse("cases:case_purpose", args=[case.ref]), elsewhere).url == "/"


def test_the_purpose_stands_in_the_log_with_every_page(worker, caseworker):
    case = colleagues()
    with time_machine.travel(NOON, tick=False):
        say(worker, case, "access_request")
        for address in (case.get_absolute_url(), reverse("cases:journal", args=[case.ref])):
            worker.get(address)
    read = Reading.objects.filter(actor_id=caseworker.pk, case_id=case.pk, surface="page")
    assert set(read.values_list("page", "purpose", "basis")) == {
        ("case_detail", "access_request", "casework"),
        ("cases:journal", "access_request", "casework"),
    }
    entry = AuditEntry.objects.get(action=AuditAction.PURPOSE_STATED)
    assert (entry.case_ref, entry.purpose) == (case.ref, "access_request")


def test_it_holds_for_a_working_day_and_for_nobody_else(worker, caseworker):
    case, other, keeper = colleagues(), colleagues(), staff("cmm_caseworker")
    RoleAssignment.objects.create(user=keeper, role="data_protection_officer")  # who reads what others said
    with time_machine.travel(NOON, tick=False) as clock:
        say(worker, case)
        for hours, status in ((0, 200), (11.99, 200), (0.01, 302)):
            clock.shift(timedelta(hours=hours))
            assert worker.get(case.get_absolute_url()).status_code == status
        say(worker, case)
        assert worker.get(case.get_absolute_url()).status_code == 200
        assert worker.get(other.get_absolute_url()).status_code == 302
        assert browser_of(keeper).get(case.get_absolute_url()).status_code == 302
        assert browser_of(caseworker).get(case.get_absolute_url()).status_code == 200  # another log-in of the same


def test_own_cases_open_freely(worker, caseworker):
    own = CaseFactory(caseworker=caseworker, protection="named")
    for address in pages_of(own):
        assert (address, worker.get(address).status_code) == (address, 200)


def test_coordinators_deciders_and_shelters_are_not_asked(people):
    case = colleagues(authority="us", protection="restricted")
    stay = PlacementFactory(case=case, victim=case.victim)
    for role, row in [("cmm_coordinator", case), ("immigration_officer", case), ("shelter_staff", stay)]:
        assert (role, browser_of(people[role]).get(row.get_absolute_url()).status_code) == (role, 200)


def test_whoever_coordinates_too_is_not_asked_and_whoever_counts_too_is(caseworker, worker):
    case = colleagues()
    RoleAssignment.objects.create(user=caseworker, role="cmm_statistician")
    assert worker.get(case.get_absolute_url()).status_code == 302
    RoleAssignment.objects.create(user=caseworker, role="cmm_coordinator")
    assert worker.get(case.get_absolute_url()).status_code == 200


def test_what_is_given_or_broken_open_is_not_asked_about(worker, caseworker, coordinator):
    helped, rescued = colleagues(protection="restricted"), colleagues(protection="restricted")
    grant(to=caseworker, action="view", row=helped, reason="Afløser", given_by=coordinator)
    break_glass(actor=caseworker, case_ref=rescued.ref, category="life", reason="Personen er på stationen nu, alene.")
    for case in (helped, rescued):
        assert worker.get(case.get_absolute_url()).status_code == 200
    purposes = dict(Reading.objects.filter(surface="page").values_list("case_id", "purpose"))
    assert purposes == {helped.pk: "casework", rescued.pk: "emergency"}


def test_lists_and_search_do_not_ask(worker):
    case = colleagues()
    for address in ("/", "/cases/?view=all", f"/cases/?q={case.ref}", "/inquiries/", "/shelters/board/"):
        assert worker.get(address).status_code == 200
    assert set(Reading.objects.filter(case_id=case.pk).values_list("surface", "purpose")) == {
        ("list", "casework"),
        ("search", "casework"),
    }


def test_a_case_one_may_not_see_has_no_door(worker, caseworker):
    sealed, walled = colleagues(protection="named"), colleagues()
    WallFactory(case=walled, user=caseworker)
    for case in (sealed, walled):
        assert [worker.get(case.get_absolute_url()).status_code, worker.get(door(case)).status_code] == [404, 404]


def hidden(page):
    """What the page sends along without asking, as a browser reads it."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page.text.split("<main")[1]):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        found.setdefault(unescape(name[1]), []).append(unescape(value[1]))
    return found


def test_a_form_sent_without_a_purpose_is_carried_and_saved_with_it(worker, caseworker):
    case = colleagues()
    address = reverse("cases:journal_create", args=[case.ref])
    written = {"title": 'Opkald fra "lægen" & <politiet>', "text": "Første linje\r\nAnden", "several": ["a", "b"]}

    asked = worker.post(address, written)

    assert (asked.status_code, JournalEntry.objects.count()) == (422, 0)
    assert "Det, du har skrevet, er her stadig." in asked.text
    sent = {name: values for name, values in hidden(asked).items() if name != "csrfmiddlewaretoken"}
    assert sent == {"title": [written["title"]], "text": [written["text"]], "several": ["a", "b"]}
    answer = worker.post(address, sent | {"purpose-purpose": "stand_in", "purpose-note": ""})
    assert answer.status_code == 302
    note = JournalEntry.objects.get()
    assert (note.title, note.text, note.author) == (written["title"], written["text"], caseworker)
    assert StatedPurpose.objects.get().purpose == "stand_in"


def test_a_carried_form_with_half_a_purpose_is_asked_again_and_still_carries(worker):
    case = colleagues()
    address = reverse("cases:journal_create", args=[case.ref])

    answer = worker.post(address, {"title": "Opkald", "text": "Tekst", "purpose-purpose": "other", "purpose-note": " "})

    assert (answer.status_code, "Skriv, hvad det er." in answer.text, JournalEntry.objects.count()) == (422, True, 0)
    assert hidden(answer)["text"] == ["Tekst"]
    assert not StatedPurpose.objects.exists()


def test_a_part_of_a_page_leads_the_whole_page_to_the_door_and_back(worker):
    case = IdentityFactory(case=colleagues()).case
    page = reverse("cases:identity", args=[case.ref])
    answer = worker.post(
        reverse("cases:identity_group", args=[case.ref, "names"]),
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"},
    )
    assert (answer["HX-Redirect"], answer.content) == (door(case, page), b"")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"purpose-note": ""}, "Vælg en mulighed."),
        ({"purpose-purpose": "other", "purpose-note": "  "}, "Skriv, hvad det er."),
        ({"purpose-purpose": "casework", "purpose-note": ""}, "Vælg"),
    ],
)
def test_without_a_purpose_the_door_stays_shut(worker, said, words):
    case = colleagues()
    answer = worker.post(door(case), said)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert worker.get(case.get_absolute_url()).status_code == 302


def test_said_twice_it_is_written_once(worker):
    case = colleagues()
    for _press in range(2):
        assert say(worker, case).url == case.get_absolute_url()
    assert (StatedPurpose.objects.count(), AuditEntry.objects.filter(action="purpose.stated").count()) == (1, 1)


def test_whoever_need_not_say_why_goes_straight_on(worker, boss, caseworker):
    own, other = CaseFactory(caseworker=caseworker), colleagues()
    for browser, case in ((worker, own), (boss, other)):
        assert browser.get(door(case)).url == case.get_absolute_url()
        say(browser, case)
    assert not StatedPurpose.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_door_asks_the_database_once_however_often_it_was_opened(worker, caseworker, rows):
    case = colleagues()
    for _row in range(rows):
        state_purpose(actor=caseworker, case=case, purpose="decision")
    with statements() as asked:
        worker.get(case.get_absolute_url())
    assert sum("cases_statedpurpose" in sql for sql in asked) == 1


def test_the_page_of_access_shows_who_came_and_why(caseworker, boss):
    case = colleagues()
    state_purpose(actor=caseworker, case=case, purpose="other", note="Skal finde en tolk")
    text = boss.get(reverse("case_access", args=[case.ref])).text
    for words in (caseworker.name, "Andet: Skal finde en tolk", "Når de har angivet et formål"):
        assert words in text
