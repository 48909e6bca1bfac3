"""A person who is seen by many, through real requests."""

import io

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from cmm.accounts.models import User
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory


def words_of(content):
    """What stands in a PDF, with single spaces."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def sheet_in(browser, ref, language="da"):
    answer = browser.post(reverse("audit_sheet", args=[ref]), {"language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def names_and_addresses():
    """Everything that would say who somebody is."""
    return [word for user in User.objects.all() for word in (user.name, user.email)]


@pytest.fixture
def person(people):
    """Somebody with two cases, an inquiry before the first, and a bed."""
    inquiry = InquiryFactory(logged_by=people["cmm_caseworker"])
    case = CaseFactory(caseworker=people["cmm_caseworker"], authority="us")
    again = CaseFactory(victim=case.victim, caseworker=people["cmm_coordinator"], protection="restricted")
    shelter = ShelterFactory(organisation=people["shelter_staff"].organisation)
    stay = PlacementFactory(case=case, victim=case.victim, unit=UnitFactory(shelter=shelter))
    return {"inquiry": inquiry, "case": case, "again": again, "stay": stay}


def look_around(as_role, person):
    """Every kind of look at the person: pages, lists, a search, a shelter, an authority, an inquiry before a case."""
    case, stay = person["case"], person["stay"]
    worker, officer, house = as_role("cmm_caseworker"), as_role("immigration_officer"), as_role("shelter_staff")
    worker.get(reverse("cases:inquiry_detail", args=[person["inquiry"].ref]))
    turn_into_case(person)
    for name in ("case_detail", "cases:journal", "cases:case_edit", "identification:assessment_list"):
        assert worker.get(reverse(name, args=[case.ref])).status_code == 200
    worker.get(reverse("cases:case_list"))
    worker.get(reverse("cases:case_list"), {"q": case.ref})
    officer.get(case.get_absolute_url())
    officer.get(reverse("shelters:case_placements", args=[case.ref]))
    house.get(reverse("shelters:placement_detail", args=[stay.ref]))
    house.get(reverse("shelters:tonight"))
    as_role("cmm_coordinator").get(person["again"].get_absolute_url())


def turn_into_case(person):
    inquiry = person["inquiry"]
    inquiry.outcome, inquiry.case, inquiry.closed_at = "case_opened", person["case"], inquiry.received_at
    inquiry.save()


@pytest.fixture
def time_machine_at():
    """A stretch of the test at another moment."""
    return lambda moment: time_machine.travel(moment, tick=False)
