"""The police find several persons at once: one page, and each has a case of their own."""

import pytest

from cases.models import Case, Inquiry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_one_operation_becomes_a_case_for_each_person(visitor):
    person = visitor("cmm_caseworker")
    page = person.page
    person.visit("/inquiries/new/")
    page.get_by_role("radio", name="Fælles aktion").check(force=True)
    page.get_by_label("Fra", exact=True).select_option(label="Politi")
    page.get_by_label("Antal personer").fill("4")
    page.locator("[name=summary]").fill("Fire personer fundet på en byggeplads.")
    person.press("Gem henvendelsen").press("Søg først")
    page.get_by_label("Navn", exact=True).fill("Ukendt Navnesen")
    person.press("Søg efter personen").press("Opret en ny sag").is_clean()

    page.get_by_label("Opholdsgrundlag").select_option(label="Uden lovligt ophold: Udlændingestyrelsen afgør")
    page.get_by_label("Kodenavn").nth(3).fill("")
    person.press("Opret sagerne").sees("3 sager er oprettet.").is_clean()

    cases = list(Case.objects.order_by("pk"))
    assert [case.authority for case in cases] == ["us"] * 3
    assert Inquiry.objects.count() == 3
    person.visit(cases[0].get_absolute_url()).sees("Fra samme henvendelse").is_clean()
