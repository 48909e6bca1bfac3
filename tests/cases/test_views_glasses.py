"""The pages of emergency access."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.models import BrokenGlass
from cases.services import break_glass, end_glass
from cmm.audit.models import Reading
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, GlassFactory
from tests.factories.identification import AssessmentFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
WHY = "Politiet har personen på stationen og spørger, hvem hun er bange for."
ASK = reverse("cases:glass_create")
LIST = reverse("cases:glass_list")
NOON = "2026-11-24 12:00+01:00"


def restricted(**facts):
    return CaseFactory(**{"protection": "restricted", "caseworker": staff("cmm_caseworker")} | facts)


def ask(browser, ref, **said):
    return browser.post(ASK, {"case_ref": ref, "category": "life", "reason": WHY} | said)


def test_the_case_opens_and_the_bar_says_for_how_long(caseworker):
    case = restricted()
    with time_machine.travel(NOON, tick=False) as clock:
        browser = browser_of(caseworker)
        answer = ask(browser, f" {case.ref.lower()} ")
        assert answer.url == case.get_absolute_url()
        assert "Koordinatoren og databeskyttelsesrådgiveren har fået besked." in browser.get(answer.url).text
        clock.shift(timedelta(minutes=18))
        text = browser_of(caseworker).get(case.get_absolute_url()).text
    assert "3 t 42 min</time> tilbage. Slutter kl. 16.00." in text


@pytest.mark.parametrize("address", ["/", "/cases/", "/inquiries/", "/help/", "/no-such-page/", "/password/"])
def test_the_bar_is_on_every_page_and_on_nobody_elses(as_role, caseworker, address):
    case = restricted()
    break_glass(actor=caseworker, case_ref=case.ref, category="life", reason=WHY)
    assert "cmm-alarm" in as_role("cmm_caseworker").get(address).text
    for other in (browser_of(staff("cmm_caseworker")), as_role("cmm_coordinator")):
        assert "cmm-alarm" not in other.get(address).text


def test_the_server_closes_the_door_and_takes_the_bar_away(caseworker):
    case = restricted()
    with time_machine.travel(NOON, tick=False) as clock:
        ask(browser_of(caseworker), case.ref)
        for seconds, status in [(4 * 3600 - 1, 200), (1, 404)]:
            clock.shift(timedelta(seconds=seconds))
            answer = browser_of(caseworker).get(case.get_absolute_url())
            assert (answer.status_code, "cmm-alarm" in answer.text) == (status, status == 200)


def test_a_press_ends_it(as_role):
    case, browser = restricted(), as_role("cmm_caseworker")
    ask(browser, case.ref)
    glass = BrokenGlass.objects.get()

    answer = browser.post(reverse("cases:glass_end", args=[glass.ref]))

    assert answer.url == reverse("today")
    page = browser.get(answer.url).text
    assert ("Nødadgangen er afsluttet." in page, "cmm-alarm" in page) == (True, False)
    assert browser.get(case.get_absolute_url()).status_code == 404


def refused(browser, ref):
    """The whole page that answers, without what is new on each."""
    answer = ask(browser, ref)
    text = answer.text.replace(ref, "REF").split('<dialog class="cmm-idle"')[0]
    return answer.status_code, text.split("<main")[1].split("csrfmiddlewaretoken")[0], text.split("</fieldset>")[1]


def test_absent_sealed_and_open_cases_answer_word_for_word_alike(as_role, caseworker):
    browser = as_role("cmm_caseworker")
    sealed = restricted(protection="named")
    plain = CaseFactory(caseworker=staff("cmm_caseworker"))
    own = restricted(caseworker=caseworker)
    answers = {refused(browser, ref) for ref in ("CMM-1999-0001", sealed.ref, plain.ref, own.ref)}
    assert ({status for status, *_page in answers}, len(answers)) == ({422}, 1)


def test_absent_and_sealed_cases_take_the_same_work(as_role):
    browser, sealed = as_role("cmm_caseworker"), restricted(protection="named")
    ask(browser, sealed.ref)  # whatever is only asked once is asked
    asked = []
    for ref in ("CMM-1999-0001", sealed.ref):
        with statements() as said:
            ask(browser, ref)
        asked.append([re.sub(r"'[^']*'", "?", sql) for sql in said])
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"case_ref": "Mia fra Odense"}, "Skriv nummeret som i CMM-2026-0042."),
        ({"reason": "Haster meget"}, "Begrund det med mindst 20 tegn. Der er 12."),
        ({"category": ""}, "Vælg en mulighed."),
    ],
)
def test_a_form_that_says_too_little_is_kept_and_says_what_is_missing(as_role, said, words):
    answer = ask(as_role("cmm_caseworker"), restricted().ref, **said)
    assert (answer.status_code, words in answer.text, BrokenGlass.objects.count()) == (422, True, 0)


def test_every_page_under_it_is_logged_with_it(as_role, caseworker):
    case = restricted()
    assessment = AssessmentFactory(case=case, submitted=True)
    browser = as_role("cmm_caseworker")
    ask(browser, case.ref)
    pages = [case.get_absolute_url(), assessment.get_absolute_url(), "/cases/"]

    for address in pages:
        assert browser.get(address).status_code == 200

    found = Reading.objects.filter(actor_id=caseworker.pk, case_id=case.pk).values_list("page", "basis", "purpose")
    assert set(found) == {
        ("case_detail", "glass", "emergency"),
        ("identification:assessment_detail", "glass", "emergency"),
        ("cases:case_list", "glass", "emergency"),
    }


def test_coordinator_and_data_protection_officer_see_at_once_that_there_is_something(as_role):
    ask(as_role("cmm_caseworker"), restricted().ref)
    assert "nødadgang at gennemgå" in as_role("cmm_coordinator").get("/").text
    room = next(room for room in as_role("data_protection_officer").get("/").context["rooms"] if room.url == LIST)
    assert room.waiting == 1


def test_the_review_shows_what_was_said_and_what_was_opened(as_role, caseworker):
    case, browser = restricted(victim__code_name="Havtorn"), as_role("cmm_caseworker")
    ask(browser, case.ref)
    browser.get(case.get_absolute_url())
    browser.get(reverse("identification:assessment_list", args=[case.ref]))
    glass = BrokenGlass.objects.get()

    for role in ("cmm_coordinator", "data_protection_officer"):
        answer = as_role(role).get(glass.get_absolute_url())
        assert [str(one.page) for one in answer.context["opened"]] == ["Overblik", "Udredning"]
        assert (WHY in answer.text, case.ref in answer.text, "Havtorn" in answer.text) == (True, True, False)


def test_a_review_is_saved_and_leaves_the_list(as_role):
    glass, browser = GlassFactory(), as_role("data_protection_officer")

    answer = browser.post(glass.get_absolute_url(), {"verdict": "unjustified", "remark": "Sagen kunne vente."})

    assert answer.url == LIST
    assert glass.ref not in browser.get(LIST).text
    assert "Sagen kunne vente." in browser.get(glass.get_absolute_url()).text
    assert "Der var ikke grund til det" in browser.get(f"{LIST}?view=all").text


def test_a_verdict_against_asks_for_words(as_role):
    answer = as_role("cmm_coordinator").post(GlassFactory().get_absolute_url(), {"verdict": "unjustified"})
    assert (answer.status_code, "Skriv, hvad der var galt, og hvad der nu sker." in answer.text) == (422, True)


def test_overdue_reviews_and_too_many_by_one_person_are_marked(as_role, caseworker):
    with time_machine.travel(NOON, tick=False):
        old = GlassFactory(user=caseworker, opened_at=timezone.now() - timedelta(days=20))
        recent = [GlassFactory(user=caseworker, opened_at=timezone.now() - timedelta(hours=n)) for n in (3, 2, 1)]
        answer = as_role("cmm_coordinator").get(LIST)
        marked = {one.glass: (one.glass.is_overdue, one.too_many) for one in answer.context["glasses"]}
    assert marked == {
        old: (True, False),
        recent[0]: (False, False),
        recent[1]: (False, False),
        recent[2]: (False, True),
    }
    assert answer.text.count("Overskredet: Den skulle være gennemgået senest") == 1
    assert answer.text.count("Mere end tre på 30 dage af samme person.") == 1


def test_a_review_is_late_from_the_third_working_day_on(caseworker):
    friday = timezone.make_aware(datetime(2026, 11, 27, 22))  # noqa: DTZ001 -- made aware
    glass = GlassFactory(user=caseworker, opened_at=friday)
    for moment, late in [("2026-12-01 23:59+01:00", False), ("2026-12-02 00:00+01:00", True)]:
        with time_machine.travel(moment, tick=False):
            assert glass.is_overdue == late


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_whatever_it_holds(as_role, rows):
    for _row in range(rows):
        GlassFactory(user=staff("cmm_caseworker"))
    browser = as_role("cmm_coordinator")
    with statements() as asked:
        browser.get(LIST)
    assert len(asked) == 7


def test_nobody_reviews_an_own_one(as_role, coordinator):
    own = GlassFactory(user=coordinator)
    browser = as_role("cmm_coordinator")
    assert own.ref not in browser.get(LIST).text
    page = browser.get(own.get_absolute_url()).text
    assert ("En anden skal gennemgå din egen nødadgang." in page, "Gem gennemgangen" in page) == (True, False)


def test_an_ended_one_says_so(as_role, caseworker):
    case = restricted()
    with time_machine.travel(NOON, tick=False) as clock:
        glass = break_glass(actor=caseworker, case_ref=case.ref, category="life", reason=WHY)
        clock.shift(timedelta(minutes=20))
        end_glass(actor=caseworker, glass=glass)
        assert "Afsluttet kl. 12.20" in as_role("cmm_coordinator").get(LIST).text
