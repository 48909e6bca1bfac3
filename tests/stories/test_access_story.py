"""Who has access to a case, on a screen: looked at empty and full, ended, and a colleague kept out and let in."""

import pytest
from django.urls import reverse

from cases.services import state_purpose
from cmm.accounts.scoping import grant
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, GlassFactory, WallFactory

pytestmark = pytest.mark.browser


def tab(visitor, case):
    return visitor.visit(reverse("case_access", args=[case.ref]))


def test_a_coordinator_keeps_a_colleague_out_and_lets_them_in_again(visitor):
    case = CaseFactory(caseworker=staff("cmm_caseworker"))
    colleague = staff("cmm_caseworker", name="Prøve Inhabil")
    coordinator = visitor("cmm_coordinator").visit(case.get_absolute_url()).press("Adgang")
    coordinator.sees("Ingen har fået adgang til netop denne sag.").is_clean()

    coordinator.press("Hold kollegaen ude").sees("Ret 2 ting, før du går videre").is_clean()
    coordinator.page.get_by_label("Hvem må ikke se sagen?").select_option(str(colleague.pk))
    coordinator.page.get_by_label("Hvorfor?").fill("Er i familie med en, der er sigtet i sagen.")
    coordinator.press("Hold kollegaen ude").sees("Prøve Inhabil kan ikke se sagen fra nu af.").is_clean()
    coordinator.press("Luk ind igen Prøve Inhabil").sees("Lukket ind igen af").is_clean()


def test_a_case_with_every_kind_of_access_says_why_and_ends_it(visitor):
    coordinator = visitor("cmm_coordinator")
    case = CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"), authority="us")
    helper = staff("cmm_caseworker", name="Prøve Hjælper-Afløser")
    given = {"row": case, "given_by": coordinator.user, "action": "view"}
    grant(to=helper, reason="Afløser kontaktpersonen i uge 48 og 49.", **given)
    grant(to=home_of("outreach_worker"), reason="Følger op på det, de henviste.", **given)
    GlassFactory(case=case, reviewed_by=coordinator.user, verdict="justified", reviewed_at=case.touched_at)
    WallFactory(case=case)
    state_purpose(actor=helper, case=case, purpose="other", note="Skal finde en tolk til samtalen i morgen.")

    tab(coordinator, case).sees("Andet: Skal finde en tolk til samtalen i morgen.").is_clean()
    coordinator.press(f"Afslut {helper}, {helper.organisation}").sees("Adgangen er afsluttet.").is_clean()


def test_a_coordinator_gives_a_colleague_access_until_a_day(visitor):
    case, helper = CaseFactory(protection="restricted"), staff("cmm_caseworker", name="Prøve Hjælper")
    coordinator = tab(visitor("cmm_coordinator"), case).press("Giv adgang").is_clean()
    coordinator.press("Giv adgang").sees("Ret 3 ting, før du går videre").is_clean()
    coordinator.page.get_by_label("Hvem skal have adgang?").select_option(str(helper.pk))
    coordinator.page.get_by_label("Læse sagen").check()
    coordinator.page.get_by_label("Hvad skal de bruge sagen til?").fill("Afløser i uge 48.")
    coordinator.press("Giv adgang").sees("har adgang til og med").sees("Afløser i uge 48.").is_clean()
