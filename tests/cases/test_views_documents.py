"""The documents' pages: what is asked for, what is refused where, and what a fetched file comes with."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.models import Document
from cases.services import assign_case
from cmm.audit.enums import EventKind
from cmm.audit.models import Reading, SecurityEvent
from cmm.core.files.kinds import MOST_BYTES
from cmm.crypto import vault
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.documents import CONTENT, DocumentFactory
from tests.files import made
from tests.statements import statements

pytestmark = pytest.mark.django_db


def address(page, case, *number):
    return reverse(f"cases:document_{page}", args=[case.ref, *number])


def sent(browser, case, content, name="Jensine Testesens pas.pdf", **fields):
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return browser.post(address("create", case), {"title": "Pas", "file": file} | fields)


@pytest.fixture
def mine(caseworker):
    return CaseFactory(caseworker=caseworker)


def test_a_document_is_added_and_listed_without_the_files_own_name(as_role, mine):
    browser = as_role("cmm_caseworker")

    answer = sent(browser, mine, made.photo(word="EVIL"))

    assert answer.url == address("list", mine)
    page = browser.get(answer.url).text
    assert ("Pas" in page, "JPEG" in page, "Jensine" in page) == (True, True, False)
    document = Document.objects.get()
    assert "Jensine" not in str(Document.objects.values().get())
    assert b"EVIL" not in vault.take(document.uuid)


def test_a_fetched_file_is_its_own_and_runs_nothing(as_role, mine):
    document = DocumentFactory(case=mine)
    answer = as_role("cmm_caseworker").get(document.get_absolute_url())
    assert answer.content == CONTENT
    told = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")
    assert [answer.headers[name] for name in told] == [
        "application/pdf",
        f'attachment; filename="{mine.ref}-dok-1.pdf"',
        "nosniff",
        "sandbox; default-src 'none'",
        "no-store",
    ]
    reading = Reading.objects.get()
    assert (reading.page, reading.surface, reading.case_id) == ("cases:document_file", "document", mine.pk)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Filen er tom. Vælg en anden."),
        (b"<html>", "Kun PDF, JPEG, PNG og WebP kan tilføjes. Gem dokumentet som PDF først."),
        (b"%PDF-1.4 nej", "Filen kan ikke læses og er måske beskadiget. Åbn den, gem den på ny, og vælg den nye."),
        (b"\0" * (MOST_BYTES + 1), "Filen er større end 20 MB. Gem den mindre, eller del den op."),
        (b"\0" * (MOST_BYTES + 100_000), "Filen er større end 20 MB. Gem den mindre, eller del den op."),
        (b"%PDF-1.7\n" + b"\0" * 30_000_000, "Filen er større end 20 MB. Gem den mindre, eller del den op."),
    ],
    ids=["empty", "mislabelled", "damaged", "a byte too large", "too large", "30 MB"],
)
def test_a_file_that_is_not_taken_is_refused_at_its_field_and_the_title_kept(as_role, mine, content, message):
    answer = sent(as_role("cmm_caseworker"), mine, content)
    assert (answer.status_code, answer.context["form"].errors) == (422, {"file": [message]})
    assert 'value="Pas"' in answer.text
    assert not Document.objects.exists()


@pytest.mark.parametrize(("missing", "message"), [("title", "Udfyld feltet."), ("file", "Vælg en fil.")])
def test_what_is_missing_is_said_at_its_field(as_role, mine, missing, message):
    answer = sent(as_role("cmm_caseworker"), mine, made.pdf(), **{missing: ""})
    assert (answer.status_code, answer.context["form"].errors) == (422, {missing: [message]})


def test_no_file_touches_the_disk_in_clear_and_no_other_page_takes_one(as_role, mine, monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("a file on the disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    browser, content = as_role("cmm_caseworker"), made.photo(size=(2_000, 2_000)) + b"\0" * 9_000_000
    assert sent(browser, mine, content).status_code == 302
    file = SimpleUploadedFile("a.pdf", content)
    answer = browser.post(reverse("cases:journal_create", args=[mine.ref]), {"title": "a", "text": "b", "file": file})
    assert (answer.status_code, answer.wsgi_request.FILES) == (302, {})
    login = Client().post(reverse("login"), {"username": "a", "file": SimpleUploadedFile("a.pdf", content)})
    assert not login.wsgi_request.FILES


@pytest.mark.parametrize("damage", [vault.drop, lambda name: vault.path_of(name).write_bytes(b"v1|x|")])
@pytest.mark.django_db(transaction=True, databases=["default", "refusals"])
def test_a_damaged_file_is_a_plain_page_and_an_event_that_stays(damage, settings):
    settings.CMM_EVENTS_DATABASE = "refusals"
    worker = staff("cmm_caseworker")
    document = DocumentFactory(case=CaseFactory(caseworker=worker))
    damage(document.uuid)

    answer = browser_of(worker).get(document.get_absolute_url())

    assert (answer.status_code, "Content-Disposition" in answer.headers) == (500, False)
    assert "Dokumentet kan ikke åbnes" in answer.text
    assert SecurityEvent.objects.filter(kind=EventKind.FILE_UNREADABLE).count() == 1
    assert not Reading.objects.exists()


def test_a_withdrawn_document_stands_struck_and_opens_to_nobody(as_role, mine):
    document, browser = DocumentFactory(case=mine), as_role("cmm_caseworker")

    refused = browser.post(address("withdraw", mine, 1), {"reason": ""})
    answer = browser.post(address("withdraw", mine, 1), {"reason": "En anden persons brev."})

    assert (refused.status_code, answer.url) == (422, address("list", mine))
    page = browser.get(answer.url).text
    assert ("<del>Brev fra kommunen</del>" in page, "En anden persons brev." in page) == (True, True)
    assert document.get_absolute_url() not in page
    for role in ("cmm_caseworker", "cmm_coordinator"):
        assert as_role(role).get(document.get_absolute_url()).status_code == 404
        assert as_role(role).post(address("withdraw", mine, 1), {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
def test_a_number_nobody_has_is_nothing(as_role, mine, number):
    DocumentFactory(case=mine)
    DocumentFactory(number=2)
    url = address("file", mine, 1).replace("/1/", f"/{number}/")
    assert as_role("cmm_caseworker").get(url).status_code == 404


def test_a_colleagues_document_opens_once_its_reader_has_said_why(as_role):
    case = CaseFactory(caseworker=staff("cmm_caseworker"))
    document, browser = DocumentFactory(case=case), Client()
    browser.force_login(staff("cmm_caseworker"))

    door = browser.get(document.get_absolute_url())
    assert "/purpose/" in door.url
    opened = browser.post(door.url, {"purpose-purpose": "stand_in", "next": document.get_absolute_url()})

    assert opened.url == document.get_absolute_url()
    assert browser.get(opened.url).content == CONTENT
    assert Reading.objects.filter(page="cases:document_file", purpose="stand_in").count() == 1


def test_a_file_on_its_way_while_the_case_goes_to_a_colleague_is_not_kept_and_its_title_is(
    mine, caseworker, coordinator
):
    browser = Client()
    browser.force_login(caseworker)
    assign_case(actor=coordinator, case=mine, caseworker=staff("cmm_caseworker"))
    answer = sent(browser, mine, made.pdf())
    assert (answer.status_code, 'value="Pas"' in answer.text) == (422, True)
    assert not Document.objects.exists()


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_the_same_of_one_and_of_many(as_role, mine, number):
    for turn in range(number):
        DocumentFactory(case=mine, withdrawn=bool(turn % 2))
    browser = as_role("cmm_caseworker")
    browser.get(address("list", mine))
    with statements() as asked:
        browser.get(address("list", mine))
    assert len(asked) == 11
