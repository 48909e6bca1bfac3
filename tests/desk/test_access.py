"""The page of who has access to a case."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Wall
from cases.services import break_glass
from cmm.accounts.roles import POLICIES
from cmm.accounts.scoping import grant
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.desk.access import ACTS
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.caseload import CoverFactory
from tests.factories.cases import CaseFactory, GlassFactory, WallFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
WHY = "Politiet har personen på stationen og spørger, hvem hun er bange for."


def page(case):
    return reverse("case_access", args=[case.ref])


def press(browser, case, act, row):
    return browser.post(page(case), {"act": act, "row": row})


def test_it_says_who_has_access_and_why(as_role, coordinator):
    case = CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker", name="Prøve Sagsbehandler"))
    helper = staff("cmm_caseworker", name="Prøve Hjælper")
    end = timezone.now() + timedelta(days=3)
    grant(to=helper, action="view", row=case, reason="Afløser i ferien", given_by=coordinator, valid_to=end)
    grant(to=staff("outreach_worker").organisation, action="view", row=case, reason="Følger op", given_by=coordinator)
    WallFactory(case=case, user=staff("cmm_caseworker", name="Prøve Inhabil"), reason="Er i familie med den mistænkte.")
    break_glass(actor=staff("cmm_caseworker", name="Prøve Nød"), case_ref=case.ref, category="life", reason=WHY)

    text = as_role("cmm_coordinator").get(page(case)).text

    for words in (
        "Prøve Sagsbehandler", "Koordinatorer i Center mod Menneskehandel", "Kun med nødadgang",
        "Prøve Hjælper", "Afløser i ferien", "Prøve-NGO", "Følger op", "Prøve Inhabil", "Prøve Nød", "Gælder til kl.",
        "Er i familie med den mistænkte.",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("level", "let_in"),
    [
        ("normal", {"Koordinatorer": "Gennem deres rolle", "Sagsbehandlere": "Når de har angivet et formål"}),
        ("restricted", {"Koordinatorer": "Gennem deres rolle", "Sagsbehandlere": "Kun med nødadgang"}),
    ],
)
def test_it_says_whom_the_protection_lets_in(as_role, level, let_in):
    answer = as_role("cmm_coordinator").get(page(CaseFactory(protection=level)))
    assert {one.name.split()[0]: one.sees for one in answer.context["reach"]} == let_in


def test_every_act_on_a_case_that_can_be_given_has_words():
    acts = {action for policy in POLICIES if policy.noun == "cases.case" for action in policy.actions}
    assert set(ACTS) == acts - {"add"}


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_whatever_it_holds(as_role, coordinator, rows):
    case, browser = CaseFactory(), as_role("cmm_coordinator")
    for _row in range(rows):
        grant(to=staff("cmm_caseworker"), action="view", row=case, reason="Vagt", given_by=coordinator)
        ngo = OrganisationFactory(capabilities=["outreach"])
        grant(to=ngo, action="view", row=case, reason="Følger op", given_by=coordinator)
        WallFactory(case=case)
        GlassFactory(case=case)
    with statements() as asked:
        browser.get(page(case))
    assert len(asked) == 18


def test_a_grant_ends_with_a_press_and_on_the_next_click(as_role, coordinator, caseworker):
    case = CaseFactory(protection="restricted")
    given = grant(to=caseworker, action="view", row=case, reason="Vagt", given_by=coordinator)
    helper = as_role("cmm_caseworker")
    assert helper.get(case.get_absolute_url()).status_code != 404

    answer = press(as_role("cmm_coordinator"), case, "grant", f"person-{given.pk}")

    assert (answer.url, helper.get(case.get_absolute_url()).status_code) == (page(case), 404)
    entry = AuditEntry.objects.get(action=AuditAction.CASE_UNSHARED)
    assert entry.details == {"right": "view_case", "user": caseworker.pk}


def test_a_grant_to_an_organisation_ends_likewise(as_role, coordinator, people):
    case = CaseFactory()
    theirs = people["outreach_worker"].organisation
    given = grant(to=theirs, action="view", row=case, reason="Følger op", given_by=coordinator)
    browser = as_role("outreach_worker")
    assert browser.get(case.get_absolute_url()).status_code == 200
    press(as_role("cmm_coordinator"), case, "grant", f"organisation-{given.pk}")
    assert browser.get(case.get_absolute_url()).status_code == 404


def test_emergency_access_ends_here_too(as_role, caseworker):
    case = CaseFactory(protection="restricted")
    glass = break_glass(actor=caseworker, case_ref=case.ref, category="life", reason=WHY)
    press(as_role("cmm_coordinator"), case, "glass", glass.ref)
    assert as_role("cmm_caseworker").get(case.get_absolute_url()).status_code == 404


def test_a_colleague_is_kept_out_and_let_in_again(as_role, caseworker):
    case, coordinator = CaseFactory(), as_role("cmm_coordinator")

    coordinator.post(page(case), {"user": caseworker.pk, "reason": "Kender den mistænkte."})
    kept = as_role("cmm_caseworker").get(case.get_absolute_url()).status_code
    press(coordinator, case, "wall", Wall.objects.get().pk)

    assert kept == 404
    assert as_role("cmm_caseworker").get(case.get_absolute_url()).status_code != 404
    assert "Lukket ind igen af" in coordinator.get(page(case)).text


def test_nobody_is_offered_themselves_or_whoever_is_kept_out_already(as_role, coordinator, people):
    case = CaseFactory()
    WallFactory(case=case, user=people["shelter_staff"])
    offered = set(as_role("cmm_coordinator").get(page(case)).context["form"].fields["user"].queryset)
    assert {people[role] for role in ("cmm_caseworker", "immigration_officer", "police_liaison")} <= offered
    never = ("cmm_coordinator", "shelter_staff", "ministry_reader", "supervision_inspector", "user_administrator")
    assert offered & {people[role] for role in never} == set()


def test_keeping_out_the_contact_person_is_refused_with_words(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    answer = as_role("cmm_coordinator").post(page(case), {"user": caseworker.pk, "reason": "Kender den mistænkte."})
    assert (answer.status_code, "Giv først sagen til en anden." in answer.text) == (422, True)


def test_what_another_has_just_ended_is_told(as_role):
    case, coordinator = CaseFactory(), as_role("cmm_coordinator")
    wall = WallFactory(case=case)
    press(coordinator, case, "wall", wall.pk)
    press(coordinator, case, "wall", wall.pk)
    assert "Kollegaen er allerede lukket ind igen. Intet er ændret." in coordinator.get(page(case)).text


def test_a_row_of_another_case_is_not_here(as_role):
    case, elsewhere, coordinator = CaseFactory(), WallFactory(), as_role("cmm_coordinator")
    press(coordinator, case, "wall", elsewhere.pk)
    assert "Adgangen er her ikke længere. Intet er ændret." in coordinator.get(page(case)).text
    assert Wall.objects.get().stands


def test_who_covers_for_the_contact_person_is_among_those_who_have_access(as_role):
    cover = CoverFactory()
    case = CaseFactory(caseworker=cover.absent)
    answer = as_role("cmm_coordinator").get(reverse("case_access", args=[case.ref]))
    assert str(cover.covering) in [one.name for one in answer.context["reach"]]
