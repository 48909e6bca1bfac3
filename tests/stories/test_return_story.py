"""Somebody leaves for a prepared return, and what was read in a paper stands with where it was read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from identification.models import Departure, Observation
from tests.factories.cases import CaseFactory
from tests.factories.documents import DocumentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def day(back):
    return f"{timezone.localdate() - timedelta(days=back):%d-%m-%Y}"


def test_a_departure_is_recorded_and_corrected_and_the_clock_follows(visitor):
    person = visitor("cmm_caseworker")
    opened = timezone.localdate() - timedelta(days=200)
    case = CaseFactory(caseworker=person.user, status="in_support", opened_on=opened)

    person.visit(f"/cases/{case.ref}/periods/").press("Notér udrejsedagen").is_clean()
    person.page.get_by_label("Hvilken dag rejste personen?").fill(day(160))
    person.press("Gem").sees("Støtte efter hjemsendelse").is_clean()
    person.visit(f"/cases/{case.ref}/departure/1/").is_clean()
    person.page.get_by_label("Den rigtige dag").fill(day(161))
    person.page.get_by_label("Hvorfor rettes det?").fill("Flyet gik dagen før.")
    person.press("Gem").sees("Flyet gik dagen før.").is_clean()
    person.visit(case.get_absolute_url()).sees("Støtte efter hjemsendelse").is_clean()
    person.visit("/").sees("Støtten efter hjemsendelsen udløber").is_clean()

    assert list(Departure.objects.values_list("closed_as", flat=True)) == ["corrected", ""]


def test_what_was_read_in_a_paper_links_to_it(visitor):
    person = visitor("cmm_caseworker")
    case = CaseFactory(caseworker=person.user)
    DocumentFactory(case=case, title="Politiets rapport fra kontrolbesøget i lagerbygningen ved havnen, anden udgave")

    person.visit(f"/cases/{case.ref}/observations/new/")
    person.page.get_by_label("Hvad bygger svaret på?").fill("Der lå tre pas i en æske.")
    person.page.get_by_label("Hvor er det fra?").select_option("document-1")
    person.page.get_by_label("Hvor i dokumentet?").fill("side 4")
    person.is_clean()
    person.press("Gem oplysningen").sees("Dokument 1: Politiets rapport").is_clean()

    assert Observation.objects.get().document_place == "side 4"
