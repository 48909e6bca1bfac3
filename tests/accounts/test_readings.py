"""What a page tells the log of whom it shows: why its reader may, once a person, or the page is not shown."""

import pytest
from django.apps import apps
from django.db import connections
from django.urls import reverse

from cases.models import JournalEntry
from cmm.accounts.basis import PURPOSES, basis_of
from cmm.accounts.scoping import grant
from cmm.audit.enums import Basis
from cmm.audit.models import Change, Reading
from cmm.core.tables import Holds, holding
from tests.factories.accounts import home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.outreach import ContactFactory
from tests.factories.shelters import PlacementFactory
from tests.readings import seen

pytestmark = pytest.mark.django_db


def test_a_reading_says_who_saw_whom_where_and_why(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    as_role("cmm_caseworker").get(reverse("cases:journal", args=[case.ref]))
    reading = Reading.objects.values().get()
    assert (reading.pop("id"), reading.pop("at") > case.touched_at, reading.pop("request_id").version) > (0, True, 3)
    assert reading == {
        "actor_id": caseworker.pk,
        "organisation_id": caseworker.organisation_id,
        "purpose": "casework",
        "basis": "assigned",
        "surface": "page",
        "page": "cases:journal",
        "target_type": "cases.case",
        "target_id": str(case.pk),
        "target_ref": case.ref,
        "case_id": case.pk,
        "shown": None,
        "criterion_id": None,
    }


@pytest.mark.parametrize(
    ("role", "action", "row", "basis"),
    [
        ("cmm_caseworker", "view", lambda user: CaseFactory(caseworker=user, protection="named"), Basis.ASSIGNED),
        ("cmm_caseworker", "view", lambda user: CaseFactory(), Basis.CASEWORK),
        ("cmm_coordinator", "view", lambda user: CaseFactory(protection="restricted"), Basis.CASEWORK),
        ("immigration_officer", "view", lambda user: CaseFactory(authority="us"), Basis.COMPETENT),
        ("cmm_caseworker", "view", lambda user: PlacementFactory(case__caseworker=user), Basis.ASSIGNED),
        ("shelter_staff", "view", lambda user: PlacementFactory(case__protection="named"), Basis.RESIDENT),
        ("outreach_worker", "view", lambda user: ContactFactory(), Basis.OWN_ORGANISATION),
        ("police_liaison", "follow", lambda user: referred_by(user), Basis.REFERRED_BY),
        ("cmm_caseworker", "view", lambda user: CaseFactory(protection="named"), Basis.GRANT),
        ("outreach_worker", "view", lambda user: CaseFactory(), Basis.GRANT),
    ],
)
def test_the_basis_is_what_ties_the_row_to_the_reader_own_work_first(people, role, action, row, basis):
    assert basis_of(people[role], action, row(people[role])) == basis


def referred_by(user):
    return InquiryFactory(referring_organisation=user.organisation)


def test_every_reach_to_a_person_is_a_basis_and_every_basis_has_a_purpose():
    persons = [model for model in apps.get_models() if model._meta.db_table in holding(Holds.PERSON)]
    reaches = {reach for model in persons for reach in getattr(model, "reaches", {})}
    assert reaches == {basis.value for basis in Basis} - {"grant"}
    assert set(PURPOSES) == set(Basis)


def test_what_a_grant_opens_is_read_by_a_grant(as_role, people, coordinator):
    case = CaseFactory(protection="named")
    grant(to=people["cmm_caseworker"], action="view", row=case, reason="Afløser.", given_by=coordinator)
    as_role("cmm_caseworker").get(case.get_absolute_url())
    assert Reading.objects.get().basis == "grant"


def test_a_form_that_leads_on_shows_nobody_and_one_that_is_refused_does(as_role, caseworker):
    case, browser = CaseFactory(caseworker=caseworker), as_role("cmm_caseworker")
    address = reverse("cases:journal_create", args=[case.ref])
    assert browser.post(address, {"title": "", "text": ""}).status_code == 422
    assert browser.post(address, {"title": "Samtale", "text": "Personen vil blive."}).status_code == 302
    assert seen() == [(caseworker.pk, "page", case.ref)]


def test_a_closed_door_shows_nobody(as_role):
    assert as_role("cmm_caseworker").get(CaseFactory(protection="named").get_absolute_url()).status_code == 404
    assert seen() == []


def test_what_one_request_reads_and_changes_carries_its_number(as_role, caseworker):
    case, browser = CaseFactory(caseworker=caseworker), as_role("cmm_caseworker")
    for reason in ("", "Rejst hjem."):
        browser.post(reverse("cases:case_close", args=[case.ref]), {"reason": reason})
    closing = Change.objects.filter(case_ref=case.ref, actor_id=caseworker.pk)
    assert set(closing.values_list("table_name", flat=True)) == {"cases_case", "cases_journalentry"}
    (number,) = set(closing.values_list("request_id", flat=True))
    assert Reading.objects.get().request_id != number


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "refusals"])
def test_a_page_that_cannot_be_logged_is_not_shown_and_nothing_it_did_stays(as_role, caseworker):
    case, browser = CaseFactory(caseworker=caseworker), as_role("cmm_caseworker")
    listed, form = reverse("cases:case_list"), reverse("cases:journal_create", args=[case.ref])
    connections["owner"].cursor().execute("REVOKE INSERT ON audit_reading FROM cmm_web")

    answers = [browser.get(case.get_absolute_url()), browser.get(listed), browser.post(form, {"title": "", "text": ""})]

    for answer in answers:
        assert answer.status_code == 503
        assert "Siden kan ikke vises nu" in answer.text
        assert case.ref not in answer.text
    assert browser.get(reverse("help")).status_code == 200
    assert not JournalEntry.objects.exists()


def test_an_inquiry_before_there_is_a_case_is_found_by_its_number(as_role):
    inquiry = InquiryFactory(organisation=home_of("cmm_caseworker"), logged_by=staff("cmm_caseworker"))
    as_role("cmm_caseworker").get(reverse("cases:person_search"), {"inquiry": inquiry.ref})
    assert Reading.objects.values("case_id", "target_ref", "basis").get() == {
        "case_id": None,
        "target_ref": inquiry.ref,
        "basis": "casework",
    }
