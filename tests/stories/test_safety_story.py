"""What keeps somebody safe is written once and stands before every phone and every bed; who says no is only counted."""

import pytest

from cases.models import Refusal
from tests.factories.cases import CaseFactory, InquiryFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_threat_is_written_and_met_everywhere(visitor):
    person = visitor("cmm_caseworker")
    case = CaseFactory(safe=False, caseworker=person.user)
    page = person.page
    person.visit(f"/cases/{case.ref}/safety/").sees("før der er et").is_clean()
    person.press("Skriv sikkerhedsnotatet").press("Gem sikkerhedsnotatet").sees("sæt kryds ved").is_clean()
    page.get_by_label("Hvad truer personen?").fill("To mænd har spurgt efter hende på varmestuen.")
    page.get_by_label("Hvor må personen ikke bo eller blive set?").fill("Ikke Odense. Bagmandens bror arbejder der.")
    page.get_by_label("Hvem må ringe eller skrive").fill("Kun kontaktpersonen")
    page.get_by_label("Som hvem").fill("tandlægen")
    person.press("Gem sikkerhedsnotatet").sees("To mænd har spurgt").is_clean()
    person.press("Registrér en repræsentant").is_clean()
    page.get_by_role("radio", name="Personlig repræsentant").check(force=True)
    page.get_by_label("Navn", exact=True).fill("Repræsentant Prøvesen")
    person.press("Gem repræsentanten").sees("Repræsentant Prøvesen").is_clean()

    person.visit(f"/cases/{case.ref}/placements/new/").sees("Ikke Odense.").is_clean()


def test_somebody_says_no_and_is_counted(visitor):
    person, inquiry = visitor("cmm_caseworker"), InquiryFactory()
    page = person.page
    person.visit(inquiry.get_absolute_url()).press("Lav en anonym registrering").is_clean()
    page.get_by_label("Måned").select_option(index=1)
    page.get_by_label("Udnyttelsesform").select_option(label="Prostitution")
    page.get_by_role("radio", name="Frygt for bagmænd").check(force=True)
    person.press("Gem den anonyme registrering").sees("Ville ikke registreres").is_clean()
    person.visit("/refusals/").sees("Prostitution").is_clean()

    assert Refusal.objects.count() == 1
