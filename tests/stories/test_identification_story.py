"""From a call at night to a decision: nobody's name is known, and two persons decide."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Case, Inquiry
from identification.models import StatusDecision
from tests.factories.identification import AssessmentFactory
from tests.readings import seen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

GROUNDS = {
    "facts": "Personen fik lovet arbejde i et gartneri og blev hentet i en varevogn.",
    "act_recruit_evidence": "Blev kontaktet af en bekendt, som lovede løn og bolig.",
    "means_deception_evidence": "Fik at vide, at lønnen var 20.000 kroner. Den blev aldrig udbetalt.",
    "purpose_evidence": "Arbejdede 14 timer om dagen uden løn.",
}
JUDGEMENT = {
    "speaks_against": "Kunne gå frit om søndagen.",
    "reasons": "Handling, middel og formål er beskrevet i to samtaler.",
}


def ago(days):
    """A moment so many days ago, as one types it."""
    return (timezone.localtime() - timedelta(days=days)).strftime("%d-%m-%Y %H.%M")


def fill(person, **fields):
    for name, text in fields.items():
        person.page.locator(f"[name={name}]").fill(text)


def choose(person, **fields):
    for name, value in fields.items():
        person.page.locator(f"select[name={name}]").select_option(value)


def choose_text(person, **fields):
    """Choose what a person would read, whatever its code."""
    for name, words in fields.items():
        option = person.page.locator(f"select[name={name}] option", has_text=words).first
        person.page.locator(f"select[name={name}]").select_option(option.get_attribute("value"))


def tick(person, **fields):
    for name, value in fields.items():
        person.page.locator(f"[name={name}][value='{value}']").check(force=True)


def log_an_inquiry(person):
    person.visit("/inquiries/new/").is_clean()
    person.press("Gem henvendelsen").sees("Fejl").is_clean()
    fill(person, received_at=ago(2), summary="Politiet har en person i arresten og beder os komme.")
    person.page.get_by_role("radio", name="Hotline").check(force=True)
    choose_text(person, source="Politi", caller_type="Politi")
    choose(person, region="hovedstaden")
    person.press("Gem henvendelsen").is_clean()
    return Inquiry.objects.get()


def open_a_case(person):
    person.press("Søg først").is_clean()
    person.page.get_by_label("Navn", exact=True).fill("Ukendt Navnesen")
    person.press("Søg efter personen").sees("Ingen fundet").is_clean()
    person.press("Opret en ny sag").is_clean()
    choose(person, sex="female", age_band="25_34", region="hovedstaden")
    choose_text(person, residence_basis="EU/EØS-borger")
    person.press("Opret sagen").is_clean()
    return Case.objects.get()


def record_an_interview(person, case):
    person.visit(reverse("identification:interview_create", args=[case.ref])).is_clean()
    fill(person, held_at=ago(1), notes="Personen fortæller om rejsen og om arbejdet.")
    choose_text(person, place="CMM")
    tick(person, interpreter="yes", consent="internal")
    person.press("Gem samtalen").sees("rejsen").is_clean()


def keep_safe(person, case):
    """Nothing goes on before somebody has said who threatens the person, or that nobody is known to."""
    person.visit(reverse("cases:safety_create", args=[case.ref]))
    person.page.get_by_label("Der er ingen kendt trussel").check(force=True)
    person.press("Gem sikkerhedsnotatet").sees("Ingen kendt trussel").is_clean()


def observe(person, case):
    """Two indicators with what they rest on, and an event; the pages are clean with everything open."""
    person.visit(reverse("identification:observation_list", args=[case.ref])).is_clean()
    person.visit(reverse("identification:observation_ask", args=[case.ref, "d4_exploitation"]))
    unfold(person).is_clean()
    for name, words in {"x_excessive_hours": "16 timer om dagen.", "x_low_or_no_salary": "Ingen løn."}.items():
        tick(person, **{f"answer_{name}": "yes"})
        fill(person, **{f"evidence_{name}": words})
    person.press("Gem og gå videre").sees("2 oplysninger er gemt.").is_clean()
    person.visit(reverse("identification:event_create", args=[case.ref]))
    unfold(person).is_clean()
    tick(person, kind="exploitation", control_withholds_documents="yes")
    fill(person, city="Odense", begins="i foråret")
    person.press("Gem hændelsen").sees("Skriv en dato, en måned eller et år").is_clean()
    fill(person, begins="ca. 03-2026")
    person.press("Gem hændelsen").sees("omkring marts 2026").is_clean()


def unfold(person):
    person.page.evaluate("document.querySelectorAll('main details').forEach(it => it.open = true)")
    return person


def assess(person, case):
    person.visit(reverse("identification:assessment_create", args=[case.ref])).is_clean()
    for name in ("act_recruit", "means_deception"):
        person.page.locator(f"input[name={name}]").check(force=True)
    fill(person, **GROUNDS)
    tick(person, act_status="met", means_status="met", purpose_status="met")
    choose(person, exploitation_form="forced_labour")
    unfold(person).is_clean()
    person.page.locator("[name=purpose_links][value='1']").check(force=True)
    person.press("Gem og gå videre").sees("1 stærk, 1 mellem").is_clean()
    fill(person, **JUDGEMENT)
    tick(person, recommendation="trafficked")
    person.press("Gem og gå til opsummering").sees("Kunne gå frit om søndagen.").is_clean()
    unfold(person).is_clean()
    person.press("Send til afgørelse").is_clean()


def differ(person, case):
    """Another view of the same; the recommendation stands beside it."""
    person.visit(reverse("identification:opinion_create", args=[case.ref, 1])).is_clean()
    tick(person, recommendation="inconclusive")
    fill(person, reasons="Forklaringen er ikke prøvet.", speaks_against="Lønsedlerne taler for.")
    person.press("Gem den anden vurdering").sees("Forklaringen er ikke prøvet.").is_clean()


def test_a_person_without_a_name_is_assessed_by_one_and_decided_by_another(visitor):
    caseworker = visitor("cmm_caseworker")
    caseworker.is_clean()
    log_an_inquiry(caseworker)
    case = open_a_case(caseworker)
    record_an_interview(caseworker, case)
    keep_safe(caseworker, case)
    observe(caseworker, case)
    assess(caseworker, case)

    differ(visitor("cmm_coordinator"), case)

    coordinator = visitor("cmm_coordinator").visit("/decisions/").sees(case.ref).is_clean()
    coordinator.visit(reverse("identification:assessment_decide", args=[case.ref, 1]))
    coordinator.sees("Forklaringen er ikke prøvet.").is_clean()
    tick(coordinator, choice="trafficked")
    coordinator.page.locator("[name=decided_on]").fill(ago(0).split()[0])
    coordinator.press("Gem afgørelsen").is_clean()

    decision = StatusDecision.objects.get()
    assert (decision.outcome, decision.prepared_by, decision.decided_by) == (
        "trafficked", caseworker.user, coordinator.user,
    )  # fmt: skip
    caseworker.visit(reverse("case_detail", args=[case.ref]))
    expect(caseworker.page.locator("main")).to_contain_text("I tilbud")
    caseworker.is_clean()
    assert (caseworker.user.pk, "page", case.ref) in seen()


def test_support_is_taken_away_by_keyboard_alone_and_the_catalogue_is_kept(visitor):
    coordinator = visitor("cmm_coordinator")
    draft = AssessmentFactory(prepared_by=coordinator.user)
    coordinator.visit(draft.get_absolute_url()).is_clean()
    keyboard = coordinator.page.keyboard
    remove = coordinator.page.get_by_role("link", name="Fjern oplysning 2 som belæg for Vildfarelse")
    for _tab in range(80):
        keyboard.press("Tab")
        if remove.evaluate("it => it === document.activeElement"):
            break
    keyboard.press("Enter")
    coordinator.sees("har »Middel« intet belæg").is_clean()
    coordinator.page.get_by_label("Hvorfor bliver det fjernet?").focus()
    keyboard.type("Personen er i tvivl.")
    keyboard.press("Tab")
    with coordinator.page.expect_navigation():
        keyboard.press("Enter")
    unfold(coordinator).sees("Begrundelse: Personen er i tvivl.").sees("Mangler belæg").is_clean()

    for page, arguments in (
        ("indicator_list", []),
        ("indicator_detail", ["x_hazardous_work"]),
        ("indicator_create", []),
    ):
        coordinator.visit(reverse(f"identification:{page}", args=arguments)).is_clean()
