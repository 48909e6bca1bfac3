"""Emergency access on a screen: asked for, counted down, ended, reviewed."""

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.browser
WHY = "Politiet har personen på stationen og spørger, hvem hun er bange for."


def bar(visitor):
    return visitor.page.locator(".cmm-alarm")


def restricted():
    return CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))


def break_it(visitor, case):
    visitor.visit("/emergency-access/new/")
    visitor.page.get_by_label("Sagsnummer").fill(case.ref)
    visitor.page.get_by_label("Fare for liv eller helbred").check()
    visitor.page.get_by_label("Hvad er der sket, og hvad skal du bruge?").fill(WHY)
    return visitor.press("Åbn med nødadgang")


def test_a_caseworker_opens_a_restricted_case_and_ends_it(visitor):
    case = restricted()
    worker = visitor("cmm_caseworker").visit("/cases/").press("nødadgang").is_clean()

    worker.press("Åbn med nødadgang").sees("Ret 3 ting, før du går videre").is_clean()
    break_it(worker, case).sees(case.ref).is_clean()
    expect(bar(worker)).to_contain_text("3 t 59 min")
    worker.visit("/").is_clean()
    bar(worker).get_by_role("button", name="Afslut nødadgang").click()
    worker.sees("Nødadgangen er afsluttet.").is_clean()
    expect(bar(worker)).to_have_count(0)
    worker.visit(case.get_absolute_url()).sees("Siden findes ikke, eller du har ikke adgang til den.").is_clean()


def test_the_countdown_speaks_near_the_end_and_never_takes_what_is_being_written(visitor):
    worker = break_it(visitor("cmm_caseworker"), restricted())
    worker.page.clock.install()
    worker.visit("/inquiries/new/")
    note, spoken = worker.page.get_by_label("Hvad den handler om"), bar(worker).get_by_role("status")
    note.fill("Et langt notat")

    worker.page.clock.fast_forward("03:44:00")
    expect(spoken).to_have_text("")
    worker.page.clock.fast_forward("02:00")
    expect(spoken).to_have_text("Nødadgangen slutter om 15 minutter.")
    worker.page.clock.fast_forward("10:00")
    expect(spoken).to_have_text("Nødadgangen slutter om 5 minutter.")
    worker.is_clean()
    worker.page.clock.fast_forward("05:00")
    expect(spoken).to_have_text("Nødadgangen er slut.")
    expect(note).to_have_value("Et langt notat")
    worker.is_clean()


def test_the_page_of_the_case_goes_when_the_time_is_up(visitor):
    case = restricted()
    worker = break_it(visitor("cmm_caseworker"), case)
    worker.page.clock.install()
    worker.visit(case.get_absolute_url())
    with worker.page.expect_navigation():
        worker.page.clock.fast_forward("04:00:00")


def test_a_coordinator_reviews_it(visitor):
    case = restricted()
    break_it(visitor("cmm_caseworker"), case)
    judge = visitor("cmm_coordinator").visit("/").is_clean()

    judge.follow(judge.page.get_by_role("link", name="nødadgang at gennemgå"))
    judge.sees(case.ref).is_clean().follow(judge.page.get_by_role("link", name="Gennemgå"))
    judge.sees(WHY).sees("Overblik").is_clean()
    judge.page.get_by_label("Der var grund til det").check()
    judge.press("Gem gennemgangen").sees("Nødadgangen er gennemgået.").is_clean()
