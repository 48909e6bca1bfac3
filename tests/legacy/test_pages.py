"""The pages of moving in: what is typed comes back, what is hostile is refused, and a proof is asked for."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

import cases.legacy.tasks  # noqa: F401 -- what the worker knows how to do
from cases.legacy.models import Batch, Past
from cmm.crypto import vault
from cmm.jobs.services import run
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.factories.legacy import DoneFactory, PastFactory

pytestmark = pytest.mark.django_db
NEW = reverse("legacy:batch_create")
FILE = "Sagsnr.,Oprettet,Lukket,Køn\n2012-1,3.5.2012,4.6.2013,K\n2012-2,i går,4.6.2013,K\n".encode("cp1252")
COLUMNS = {"column_0": "number", "column_1": "opened_on", "column_2": "closed_on", "column_3": "sex"}


@pytest.fixture
def desk(as_role):
    return as_role("cmm_coordinator")


def send(desk, content=FILE, name="ark.csv"):
    return desk.post(NEW, {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_tried_corrected_and_moved_in(desk):
    page = desk.get(send(desk).url)
    assert (len(page.context["found"].rows), page.context["found"].wrong) == (1, 1)
    assert "Skriv datoen som 23.11.2016." in page.content.decode()
    batch = Batch.objects.get()
    again = desk.post(batch.get_absolute_url(), COLUMNS | {"column_3": "", "act": "check", "reason": "Arket"})
    assert (again.context["form"]["reason"].value(), Batch.objects.get().columns) == (
        "Arket", {"Sagsnr.": "number", "Oprettet": "opened_on", "Lukket": "closed_on"},
    )  # fmt: skip
    wrong = desk.post(batch.get_absolute_url(), COLUMNS | {"act": "wrong"})
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(b"".join(wrong.streaming_content) if wrong.streaming else wrong.content)
    )
    assert book.get_sheet_by_index(0).to_python()[1][:3] == [3.0, "Oprettet", "i går"]
    unsaid = desk.post(batch.get_absolute_url(), COLUMNS | {"act": "start", "reason": " "})
    assert (unsaid.status_code, Batch.objects.get().state) == (422, "ready")
    desk.post(batch.get_absolute_url(), COLUMNS | {"act": "start", "reason": "Arket"})
    batch = Batch.objects.get()
    assert (batch.state, desk.get(batch.get_absolute_url()).status_code) == ("running", 200)
    run(batch.job_id)
    page = desk.get(batch.get_absolute_url())
    assert ([past.number for past in page.context["cases"].rows], page.context["problems"]) == (
        ["2012-1"], [[3, "Oprettet", "Skriv datoen som 23.11.2016."]],
    )  # fmt: skip
    case = desk.get(Past.objects.get().get_absolute_url())
    assert "2012-1" in case.content.decode()
    assert desk.post(batch.get_absolute_url(), {"act": "settle"}).status_code == 302
    assert Batch.objects.get().state == "settled"


def test_a_workbook_is_read_and_its_formulas_are_text(desk):
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Sagsnr.", "Oprettet", "Lukket", "Journal"])
        sheet.write_row(1, 0, ["2012-1", "3.5.2012", "4.6.2013"])
        sheet.write_formula(1, 3, '=HYPERLINK("http://ond.test","x")', None, "x")
    page = desk.get(send(desk, out.getvalue(), "../../etc/ark.xlsx").url)
    assert [row.said["journal"] for row in page.context["found"].rows] == ["x"]
    assert vault.path_of(Batch.objects.get().uuid).is_relative_to(vault.folder())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04junk", b"a;b\n\x00\n", b"MZ\x90\x00\x03"])
def test_what_is_no_sheet_is_refused_and_nothing_is_kept(desk, content):
    answer = send(desk, content)
    assert (answer.status_code, Batch.objects.count(), list(vault.kept())) == (422, 0, [])


def test_a_packed_bomb_is_refused(desk):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (101 * 1024 * 1024))
    assert (send(desk, out.getvalue(), "ark.xlsx").status_code, Batch.objects.count()) == (422, 0)


def test_a_proof_is_asked_for_before_the_file_is_chosen(db):
    with time_machine.travel(datetime(2026, 11, 26, 8, tzinfo=UTC), tick=False) as clock:
        desk = browser_of(staff("cmm_coordinator"))
        assert desk.get(NEW).status_code == 200
        clock.shift(301)
        answer = desk.get(NEW)
    assert (answer.status_code, answer.url.startswith(reverse("prove"))) == (302, True)


def test_what_stays_is_listed_before_a_batch_is_taken_back(desk, people):
    batch = DoneFactory(made=2)
    kept = PastFactory(batch=batch, case__caseworker=people["cmm_caseworker"], case__organisation=batch.organisation)
    page = desk.get(reverse("legacy:batch_reverse", args=[batch.ref]))
    assert (page.context["goes"], kept.number in page.content.decode()) == (2, False)
    desk.post(page.request["PATH_INFO"], {"reason": "Forkert ark"})
    batch.refresh_from_db()
    assert (batch.state, batch.reversed_by, batch.uuid) == ("reversing", people["cmm_coordinator"], None)
