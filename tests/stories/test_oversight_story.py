"""The data protection officer: the verdict, who differs, who has seen somebody, and the sheet for the person."""

import pytest
from django.urls import reverse

from cmm.audit.enums import FindingKind
from cmm.audit.services import keep_finding
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, GlassFactory, InquiryFactory, code
from tests.oversight.test_pages import look

pytestmark = pytest.mark.browser


@pytest.fixture
def case(transactional_db):
    found = CaseFactory(caseworker=staff("cmm_caseworker"))
    found.victim.language = code("language", "ro")
    found.victim.save()
    InquiryFactory(case=found, outcome="case_opened")
    look(found.caseworker, [found] * 3, basis="assigned")
    look(staff("immigration_officer"), [found], purpose="decision", basis="competent")
    return found


def test_from_the_verdict_to_the_look_ups_of_whoever_differs(visitor, case):
    for _number in range(3):
        look(staff("cmm_caseworker"), [case])
    GlassFactory()
    snooper = staff("cmm_caseworker", name="Snu Sneglesen")
    look(snooper, [CaseFactory() for _number in range(7)])
    keep_finding(FindingKind.CHAIN, entries=4982117, faults=0, first=[], blocks=5012, anchored=5012)
    keep_finding(FindingKind.PATTERNS, days=30, users=[{"user": snooper.pk, "figures": {"cases": [7, 1]}}])
    officer = visitor("data_protection_officer").visit("/audit/")
    officer.sees("Loggen er intakt").sees("1 nødadgang venter på gennemgang").is_clean()

    officer.follow(officer.page.get_by_role("link", name="Se opslagene"))
    officer.sees("Hvad Snu Sneglesen har set").sees("Viser 1–7 af 7 personer").is_clean()
    officer.press("Hvert opslag").sees("Viser 1–7 af 7 opslag").is_clean()
    officer.press("Log efter bruger").sees("Hvad tallene betyder").is_clean()
    officer.page.get_by_text("Hvad tallene betyder").click()
    officer.sees("Systemet dømmer aldrig.").is_clean()
    officer.follow(officer.page.get_by_role("link", name="Snu Sneglesen"))
    officer.sees("de seneste 30 dage")


def test_a_log_that_does_not_hold_is_read_without_a_mouse(visitor):
    keep_finding(FindingKind.CHAIN, entries=9, faults=1, blocks=2, anchored=1,
                 first=[{"stream": "act", "kind": "deleted", "id": 7, "block": 2}])  # fmt: skip
    officer = visitor("data_protection_officer").visit("/audit/")
    officer.sees("Loggen passer ikke: 1 fejl").sees("Handlinger: er væk, række 7, blok 2").is_clean()
    officer.press("Kontrollér loggen nu").sees("Loggen bliver kontrolleret nu.").is_clean()


def test_from_a_number_to_the_sheet_in_the_persons_language(visitor, case):
    officer = visitor("data_protection_officer").visit("/audit/people/").is_clean()
    officer.page.get_by_label("Sagsnummer eller henvendelsesnummer").fill("CMM-1999-0001")
    officer.press("Vis, hvem der har set personen").sees(
        "Der er ingen sag og ingen henvendelse med det nummer."
    ).is_clean()
    officer.page.get_by_label("Sagsnummer eller henvendelsesnummer").fill(case.ref)
    officer.press("Vis, hvem der har set personen").sees(f"Hvem har set {case.ref}").sees(
        case.caseworker.name
    ).is_clean()
    officer.press("Hvert opslag").is_clean().press("Arket »Hvem har set min sag«")
    officer.sees("Personens sprog: Rumænsk. Arket findes på det sprog.").is_clean()

    officer.press("Română").sees("Cine mi-a văzut dosarul?").sees("Oversættelsen er ikke læst igennem").is_clean()
    assert case.caseworker.name not in officer.page.locator("article").inner_text()
    with officer.page.expect_download() as coming:
        officer.page.get_by_role("button", name="Hent som PDF").click()  # no page follows: a file does
    assert coming.value.suggested_filename == f"hvem-har-set-{case.ref}-ro.pdf"
    officer.visit(reverse("audit_readings")).sees("Anmodning om indsigt").is_clean()
