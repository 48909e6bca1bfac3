"""What somebody types comes back to them, on the same form about the same person, and to nobody else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponseRedirect
from django.utils import timezone

from cmm.accounts.readings import PurposeWanted
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from cmm.drafts import rules, services
from cmm.drafts.middleware import SavedForms
from cmm.drafts.models import Draft
from cmm.drafts.services import FORGET, drop_draft, forget_drafts, keep_draft, promise_to_forget
from cmm.jobs.models import Job
from cmm.jobs.services import claim
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory

pytestmark = pytest.mark.django_db
WORDS = "Hun siger, at de to brødre"


@pytest.fixture
def case(caseworker):
    return CaseFactory(caseworker=caseworker)


def form_of(case):
    return f"/cases/{case.ref}/journal/new/"


def kept(browser, case, text=WORDS, **more):
    told = {"draft_form": form_of(case), "draft_title": "Skriv i journalen", "title": "Samtale", "text": text}
    return browser.post("/drafts/", told | more)


def test_it_comes_back_to_the_same_user_form_and_person(as_role, case):
    browser = as_role("cmm_caseworker")
    answer = kept(browser, case)

    assert (answer.status_code, answer.content.decode()[:15]) == (200, "Kladde gemt kl.")
    page = browser.get(form_of(case))
    assert page.context["kept"] == {"title": ["Samtale"], "text": [WORDS]}
    assert "står i formularen igen" in page.content.decode()


def test_it_comes_back_to_nobody_else_and_on_no_other_form(as_role, case, caseworker):
    kept(as_role("cmm_caseworker"), case)
    other = CaseFactory(caseworker=caseworker)

    pages = [
        as_role("cmm_caseworker").get(form_of(other)),
        as_role("cmm_caseworker").get(f"/cases/{case.ref}/safety/new/"),
        as_role("cmm_coordinator").get(form_of(case)),
    ]
    assert [("står i formularen igen" in page.content.decode(), page.status_code) for page in pages] == [
        (False, 200)
    ] * 3


def test_to_open_a_form_creates_nothing(as_role, case):
    as_role("cmm_caseworker").get(form_of(case))
    assert not Draft.objects.exists()


def test_a_saved_form_leaves_no_draft_and_a_refused_one_keeps_it(as_role, case):
    browser = as_role("cmm_caseworker")
    kept(browser, case)
    refused = browser.post(form_of(case), {"title": "Samtale", "text": ""})
    assert (refused.status_code, Draft.objects.count()) == (422, 1)

    saved = browser.post(form_of(case), {"title": "Samtale", "text": WORDS})
    assert (saved.status_code, Draft.objects.count()) == (302, 0)


def test_whoever_is_turned_away_on_the_way_has_saved_nothing(as_role, case, rf, caseworker):
    """As whoever is asked why they open a colleague's case: the answer leads elsewhere, and the draft stays."""
    keep_draft(actor=caseworker, path=form_of(case), title="", fields={"text": [WORDS]})
    request = rf.post(form_of(case))
    request.user = caseworker
    saved = SavedForms(lambda _request: HttpResponseRedirect("/"))

    saved.process_exception(request, PurposeWanted(case.pk))
    saved(request)

    assert Draft.objects.count() == 1


def test_two_windows_write_one_draft_and_the_last_word_stands(as_role, case):
    browser = as_role("cmm_caseworker")
    for text in (WORDS, f"{WORDS} kom om natten"):
        kept(browser, case, text)
    assert [draft.content.reveal()["fields"]["text"] for draft in Draft.objects.all()] == [[f"{WORDS} kom om natten"]]


def test_it_is_thrown_away(as_role, case):
    browser = as_role("cmm_caseworker")
    kept(browser, case)
    assert browser.post("/drafts/drop/", {"draft_form": form_of(case)}).status_code == 204
    assert not Draft.objects.exists()


def test_the_database_reads_no_word_of_it(caseworker, case):
    keep_draft(actor=caseworker, path=form_of(case), title="Navn", fields={"text": [WORDS]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(d)::text, d.content FROM drafts_draft d")
        row, content = cursor.fetchone()
    assert (WORDS in row, WORDS.encode() in bytes(content), "Navn" in row) == (False, False, False)


def test_the_database_shows_it_to_its_writer_alone(people, caseworker, case):
    keep_draft(actor=caseworker, path=form_of(case), title="", fields={"text": [WORDS]})
    seen = {}
    for role, user in people.items():
        with acting(Context(user.pk, "test")):
            seen[role] = (Draft.objects.count(), Draft.objects.update(path="/x/"), Draft.objects.all().delete()[0])
    assert {role for role, counts in seen.items() if counts != (0, 0, 0)} == {"cmm_caseworker"}


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [("/no/such/form/", WORDS, "no_such_form"), ("https://x.test/inquiries/new/", WORDS, "no_such_form"),
     ("//x.test/inquiries/new/", WORDS, "no_such_form"), ("/password/", WORDS, "no_such_form"),
     ("/cases/search/", WORDS, "no_such_form"), ("/users/new/", WORDS, "no_such_form"),
     ("/inquiries/new/", "x" * 100_001, "draft_too_long")],
)  # fmt: skip
def test_what_is_no_draft_is_refused_and_nothing_is_kept(caseworker, path, text, code):
    with pytest.raises(RuleError) as refused:
        keep_draft(actor=caseworker, path=path, title="", fields={"text": [text]})
    assert (refused.value.code, Draft.objects.count()) == (code, 0)


def test_a_form_about_one_inquiry_is_another_than_about_the_next(as_role, caseworker):
    """What follows the question mark names the person too."""
    first, second = (f"/refusals/new/?inquiry={InquiryFactory().ref}" for _ in range(2))
    keep_draft(actor=caseworker, path=first, title="", fields={"month": ["2026-09"]})
    browser = as_role("cmm_caseworker")
    assert [browser.get(path).context.get("kept") for path in (first, second)] == [{"month": ["2026-09"]}, None]


def test_nobody_has_more_than_a_hundred(caseworker, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    monkeypatch.setattr(rules, "MOST", 1)
    keep_draft(actor=caseworker, path="/inquiries/new/", title="", fields={})
    keep_draft(actor=caseworker, path="/inquiries/new/", title="", fields={})
    with pytest.raises(RuleError) as refused:
        keep_draft(actor=caseworker, path="/refusals/new/", title="", fields={})
    assert refused.value.code == "too_many_drafts"


def test_drafts_nobody_comes_back_to_are_forgotten_and_those_of_closed_accounts(caseworker, case):
    gone, now = staff("cmm_caseworker", is_active=False), timezone.now()
    for actor, path in ((caseworker, form_of(case)), (caseworker, "/inquiries/new/"), (gone, form_of(case))):
        keep_draft(actor=actor, path=path, title="", fields={"text": [WORDS]})
    old = now - settings.CMM_DRAFTS_KEPT - timedelta(minutes=1)
    Draft.objects.filter(path="/inquiries/new/").update(saved_at=old)

    promise_to_forget()
    forget_drafts(claim(Job.objects.get(kind=FORGET).pk))

    assert [(draft.user, draft.path) for draft in Draft.objects.all()] == [(caseworker, form_of(case))]


def test_a_draft_is_dropped_by_its_writer_alone(caseworker, case):
    keep_draft(actor=caseworker, path=form_of(case), title="", fields={"text": [WORDS]})
    drop_draft(actor=staff("cmm_caseworker"), path=form_of(case))
    assert Draft.objects.count() == 1
