"""A course after a positive decision: the plan, the police, compensation, the way home, each role seeing its part."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from cases.models import Disclosure
from identification.followup.models import ReturnEvent
from identification.followup.services import record_return_event
from identification.services import record_departure
from tests.factories.accounts import home_of
from tests.factories.cases import CaseFactory
from tests.factories.identification import DecisionFactory
from tests.factories.periods import PeriodFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NUMBER = "0700-83966-00012-26"


def back(days):
    return timezone.localdate() - timedelta(days=days)


def fill(person, **fields):
    for name, value in fields.items():
        person.page.locator(f"[name={name}]").fill(f"{value:%d-%m-%Y}" if hasattr(value, "year") else value)
    return person


def choose(person, *labels):
    for label in labels:
        person.page.get_by_label(label, exact=True).check()
    return person


def picture(person, name):
    """Kept only where somebody asked for pictures to look at."""
    if folder := os.environ.get("CMM_PICTURES"):
        width = person.page.viewport_size["width"]
        person.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def decided(worker):
    """Assessed as trafficked in the spring, with a period that was offered and begun."""
    case = CaseFactory(caseworker=worker.user, status="in_support", authority="us", opened_on=back(260))
    DecisionFactory(case=case)
    PeriodFactory(case=case, start=back(250))
    return case


def test_a_course_from_the_decision_to_the_sixth_month_at_home(visitor):
    home_of("police_liaison")
    worker = visitor("cmm_caseworker")
    case = decided(worker)
    page = f"/cases/{case.ref}/follow-up/"
    worker.visit(page).sees("Der er ikke lagt en plan endnu.").is_clean().press("Tilføj et behov").is_clean()
    worker.page.get_by_label("Tema").select_option(label="Juridisk hjælp")
    fill(worker, need="Hjælp til en anmeldelse", goal="Anmeldt i foråret", who="Bistandsadvokaten")
    worker.press("Gem behovet").sees("Hjælp til en anmeldelse")

    worker.press("Notér en straffesag").is_clean()
    choose(worker, "Anmeldt", "§ 262 a")
    fill(worker, happened_on=back(240), case_number="Jens Fiktivsen").press("Gem skridtet")
    worker.sees("intet navn og intet CPR-nummer").is_clean()
    fill(worker, case_number=NUMBER).press("Gem skridtet").sees(f"Sagsnummer {NUMBER}")
    worker.press(f"Notér det næste skridt {NUMBER}")
    choose(worker, "Sigtelse")
    fill(worker, happened_on=back(220)).press("Gem skridtet").sees(f"{NUMBER}: Sigtelse")

    worker.press("Notér et krav").is_clean()
    choose(worker, "Erstatningsnævnet")
    fill(worker, claimed_on=back(210), claimed="120.000").press("Gem kravet").sees("krævet 120.000 kroner")

    worker.press("Skriv en plan").is_clean()
    worker.page.get_by_label("Til hvilket land?").select_option("RO")
    fill(worker, plan="Tre måneders husleje.").press("Gem planen").sees("Rumænien")
    for mark, days in (("Tilbudt", 205), ("Accepteret", 204)):
        worker.press("Notér, hvad der er sket i hjemsendelsen")
        choose(worker, mark)
        fill(worker, on=back(days)).press("Gem det, der er sket")
    record_departure(actor=worker.user, case=case, on=back(200))
    worker.visit(page).sees("Udrejst").press("Følg op måned 1").is_clean()
    fill(worker, on=back(170)).press("Gem det, der er sket").sees("Fulgt op")
    for month in range(2, 7):
        record_return_event(actor=worker.user, case=case, mark="contact", on=back(200 - 30 * month), month=month)
    worker.visit(page).sees("I reintegration").is_clean()
    picture(worker, "followup")
    share_with_the_police(visitor, worker, case, page)
    what_the_officer_reads(visitor, page)
    assert ReturnEvent.objects.filter(case=case, mark="contact").count() == 6


def share_with_the_police(visitor, worker, case, page):
    police = visitor("police_liaison")
    police.visit("/shared/").sees("Der er ikke delt noget med jer nu").is_clean()
    worker.press("Del en del af sagen").is_clean()
    worker.page.get_by_label("Hvem modtager det?").select_option(label=police.user.organisation.name_da)
    choose(worker, "Straffesagen", "Personen", "Skriftligt")
    worker.page.locator("[name=basis][value=consent]").check()
    fill(worker, told="Vi beder om en afhøring.", until=back(-30), consented_on=back(1), consented_to="Straffesagen")
    picture(worker, "share")
    worker.press("Del").sees("Politiet").is_clean()
    police.visit("/shared/").is_clean()
    police.follow(police.page.locator("main tbody a"))
    police.sees(NUMBER).is_clean()
    picture(police, "shared")
    police.page.locator("[name=how][value=accepted]").check()
    police.press("Send svaret").sees("I har svaret")
    worker.visit(f"/cases/{case.ref}/disclosures/").sees("En del af sagen, delt her").is_clean()
    picture(worker, "disclosures")
    assert Disclosure.objects.get().receiver == "police"


def what_the_officer_reads(visitor, page):
    officer = visitor("immigration_officer")
    officer.visit(page).sees(NUMBER).sees("Forberedt hjemsendelse").is_clean()
    assert "Hjælp til en anmeldelse" not in officer.page.content()
