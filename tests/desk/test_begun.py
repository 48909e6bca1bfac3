"""Drafts stand on Today, for whoever may still see whom they are about."""

import pytest

from cmm.desk.begun import begun, drafts_of
from cmm.desk.desks import desk_of
from cmm.drafts.services import keep_draft
from tests.factories.cases import CaseFactory, InquiryFactory, WallFactory

pytestmark = pytest.mark.django_db


def begun_by(user):
    drafts = drafts_of(user)
    return begun(drafts, desk_of(user, drafts.values()).named)


def begin(user, path, title):
    keep_draft(actor=user, path=path, title=title, fields={"text": ["Hun siger"]})


def test_what_was_begun_last_stands_first_with_whom_it_is_about(caseworker):
    case, inquiry = CaseFactory(caseworker=caseworker), InquiryFactory()
    begin(caseworker, "/inquiries/new/", "Ny henvendelse")
    begin(caseworker, f"/inquiries/{inquiry.ref}/", "Henvendelse")
    begin(caseworker, f"/cases/{case.ref}/journal/new/", "Skriv i journalen")

    assert [(one.title, one.row) for one in begun_by(caseworker)] == [
        ("Skriv i journalen", case), ("Henvendelse", inquiry), ("Ny henvendelse", None),
    ]  # fmt: skip


def test_whoever_is_kept_out_of_a_case_sees_no_draft_about_it(caseworker):
    case = CaseFactory(caseworker=caseworker)
    begin(caseworker, f"/cases/{case.ref}/journal/new/", "Skriv i journalen")
    WallFactory(case=case, user=caseworker)

    assert begun_by(caseworker) == []


def test_today_leads_back_to_the_form(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    empty = as_role("cmm_caseworker").get("/").content.decode()
    begin(caseworker, f"/cases/{case.ref}/journal/new/", "Skriv i journalen")
    page = as_role("cmm_caseworker").get("/").content.decode()

    assert ("Det, du begynder på, bliver gemt her." in empty, "Det, du begynder på" in page) == (True, False)
    assert f'<a href="/cases/{case.ref}/journal/new/">Skriv i journalen</a>' in page
