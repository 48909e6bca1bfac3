"""Search before create, and two persons who may be one, on a screen."""

import os

import pytest

from cases.models import DuplicateProposal
from cases.particulars import Contact, Names
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, DuplicateFactory, InquiryFactory
from tests.factories.identities import IdentityFactory

pytestmark = pytest.mark.browser


def known(given, family, phone="", **case):
    case = CaseFactory(**case)
    IdentityFactory(
        case=case,
        names=Names(given_names=given, family_names=family).filled(),
        contact=Contact(phone=phone).filled() or None,
    )
    return case


def look(visitor, name):
    """A picture for whoever changes the page, where they ask for one."""
    if folder := os.environ.get("CMM_PICTURES"):
        visitor.page.screenshot(path=f"{folder}/{name}-{visitor.page.viewport_size['width']}.png", full_page=True)


def test_a_caseworker_searches_finds_and_does_not_create(visitor):
    case = known(
        "Оксана", "Шевченко", "+45 20 11 22 33", victim__code_name="Solsikke", caseworker=staff("cmm_caseworker")
    )
    known("Oksana-Valentyna", "Schewtschenko-Nyzhnyporozhzhia", victim__code_name="Rødben 12", protection="normal")
    inquiry = InquiryFactory()

    worker = visitor("cmm_caseworker").visit(inquiry.get_absolute_url()).is_clean()
    look(worker, "inquiry")
    worker.press("Søg først").is_clean()
    look(worker, "search-empty")
    worker.press("Søg efter personen").sees("Skriv et navn, et nummer eller et kodenavn.").is_clean()
    look(worker, "search-refused")
    worker.page.get_by_label("Navn", exact=True).fill("oxana schewtschenko")
    worker.page.get_by_label("Telefon eller andet nummer").fill("004520112233")
    worker.press("Søg efter personen").sees("Navnet lyder ens. Samme telefonnummer.").sees(case.ref).is_clean()
    look(worker, "search-found")
    worker.page.get_by_label("Navn", exact=True).fill("Ukendt Navnesen")
    worker.page.get_by_label("Telefon eller andet nummer").fill("")
    worker.press("Søg efter personen").sees("Ingen fundet").is_clean()
    look(worker, "search-nobody")
    worker.visit("/cases/").is_clean()
    look(worker, "cases")


def test_a_coordinator_judges_whether_two_are_one(visitor):
    worker = staff("cmm_caseworker")
    one, other = (CaseFactory(victim__code_name=name, caseworker=worker) for name in ("Solsikke", "Havtorn"))
    DuplicateFactory(cases=(one, other))
    DuplicateFactory(cases=(one, CaseFactory(protection="named", caseworker=worker)))

    judge = visitor("cmm_coordinator").visit("/cases/duplicates/").sees("en sag, du ikke har adgang til").is_clean()
    look(judge, "duplicates")
    judge.follow(judge.page.get_by_role("link", name="Tag stilling").first)
    judge.sees("Én person eller to?").is_clean()
    look(judge, "duplicate")
    judge.press("Gem vurderingen").is_clean()
    judge.page.get_by_label("Samme person", exact=True).check()
    judge.page.get_by_label("Hvad viser det?").fill("Samme pas.")
    judge.press("Gem vurderingen").sees("Din vurdering er gemt").is_clean()
    judge.visit(one.get_absolute_url()).sees("En koordinator har vurderet").is_clean()
    look(judge, "note")
    assert DuplicateProposal.objects.filter(verdict="same").count() == 1
