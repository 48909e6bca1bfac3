"""A spreadsheet an organisation already has: read, tried without writing, imported in one act, taken back in one."""

import io
from datetime import date
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from cases.outreach.models import Contact, ImportBatch, Venue
from cases.outreach.rendering.problems import as_xlsx
from cases.outreach.selectors.figures import figures
from cases.outreach.services import imports as verbs
from cases.outreach.services.imports import ReadFile, import_sheet, mark_of, withdraw_import
from cases.outreach.sheets.judging import Problem
from cases.outreach.sheets.words import guess
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from cmm.core.files.sheets import Sheet
from tests.factories.accounts import staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, VenueFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db
HEADER = ("Dato", "Sted", "Slags kontakt", "Køn", "Mødt før", "Alder", "Udleveret", "Kode", "Note")
COLUMNS = guess(HEADER, {})
RIGHT = ("01-03-2026", "Prøvetorvet", "Gade", "K", "Nej", "23", "Mad, varmt; Test", "", "")
FILE = "Dato;Sted;Slags kontakt;Køn\n01-03-2026;Prøvetorvet;Gade;K\n02-03-2026;Prøvetorvet;Månen;K\n".encode()


def sheet(*rows):
    return Sheet(HEADER, tuple(enumerate(rows, start=2)))


def row(**others):
    names = {"dato": 0, "sted": 1, "slags": 2, "køn": 3, "mødt": 4, "alder": 5, "udleveret": 6, "kode": 7, "note": 8}
    cells = list(RIGHT)
    for name, text in others.items():
        cells[names[name]] = text
    return tuple(cells)


def file(*rows, **others):
    return ReadFile(**{"sheet": sheet(*rows), "digest": "a" * 64, "columns": COLUMNS} | others)


@pytest.fixture
def lead(db):
    return staff("outreach_lead", name="Prøve Leder")


@pytest.fixture
def place(lead):
    return VenueFactory(organisation=lead.organisation, name="Prøvetorvet")


def problems(lead, *rows, new_places=False):
    found = verbs.judged(lead, sheet(*rows), COLUMNS, takes_new_places=new_places)
    return [(one.number, one.column, one.value) for one in found.problems]


@pytest.mark.parametrize(
    ("changed", "column", "shown"),
    [
        ({"dato": "i går"}, "Dato", "i går"),
        ({"dato": ""}, "Dato", ""),
        ({"dato": "01-03-2050"}, "Dato", "01-03-2050"),
        ({"dato": "01-03-1999"}, "Dato", "01-03-1999"),
        ({"sted": ""}, "Sted", ""),
        ({"sted": "Månen"}, "Sted", "Månen"),
        ({"slags": "Flyvning"}, "Slags kontakt", "Flyvning"),
        ({"køn": "x"}, "Køn", "x"),
        ({"mødt": "måske"}, "Mødt før", "måske"),
        ({"alder": "gammel"}, "Alder", "gammel"),
        ({"udleveret": "Tøj, Guld"}, "Udleveret", "Tøj, Guld"),
        ({"kode": "REN-123456789"}, "Kode", ""),
        ({"kode": "010203-1234"}, "Kode", ""),
        ({"note": "Hun hedder Fiktiva Prøvesen"}, "Note", ""),
        ({"note": "CPR 010203-1234"}, "Note", ""),
        ({"note": "Ring 20 30 40 50"}, "Note", ""),
        ({"note": "x" * 401}, "Note", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_column_and_who_somebody_is_is_not_repeated(
    lead, place, changed, column, shown
):
    assert problems(lead, RIGHT, row(**changed)) == [(3, column, shown)]


def test_a_place_nobody_knows_is_new_only_where_that_was_chosen(lead, place):
    assert problems(lead, row(sted="Ny Havn")) == [(2, "Sted", "Ny Havn")]
    assert problems(lead, row(sted="Ny Havn"), new_places=True) == []


def test_to_try_writes_nothing(lead, place):
    before = AuditEntry.objects.count()
    verbs.judged(lead, sheet(RIGHT, row(sted="Ny")), COLUMNS, takes_new_places=True)
    assert (Contact.objects.count(), Venue.objects.count(), AuditEntry.objects.count()) == (0, 1, before)


# The import


def test_what_is_right_becomes_contacts_and_what_is_wrong_is_left_out_and_counted(lead, place):
    batch = import_sheet(actor=lead, file=file(RIGHT, row(køn="x"), row(dato="02-03-2026", mødt="Ja")))
    assert (batch.stored, batch.left_out, batch.first_day, batch.last_day) == (
        2, 1, date(2026, 3, 1), date(2026, 3, 2),
    )  # fmt: skip
    first = Contact.objects.order_by("met_at").first()
    assert (first.batch, first.venue, first.sex, first.met_before, first.age_band, first.service_day) == (
        batch, place, "female", "new", "18_24", date(2026, 3, 1),
    )  # fmt: skip
    assert set(first.given.all()) == {code("given", "food"), code("given", "test")}
    assert AuditEntry.objects.get(action="import.stored").target_ref == batch.ref


def test_a_new_place_is_added_once_however_it_is_written(lead, place):
    street = code("venue_type", "street")
    import_sheet(actor=lead, file=file(row(sted="Ny Havn"), row(sted="ny  havn"), new_places=street))
    assert sorted(Venue.objects.values_list("name", flat=True)) == ["Ny Havn", "Prøvetorvet"]


def test_a_code_seen_before_in_the_service_day_is_no_new_person(lead, place):
    ContactFactory(
        ref="K-2025-0900", recorded_by=lead, own_code="R-1", service_day=date(2026, 3, 1), met_at="2026-03-01T20:00Z"
    )
    import_sheet(actor=lead, file=file(row(kode="r-1"), row(kode="R-2"), row(kode="R-2")))
    told = Contact.objects.exclude(batch=None).order_by("ref").values_list("own_code", "met_before")
    assert list(told) == [("R-1", "tonight"), ("R-2", "new"), ("R-2", "tonight")]


def test_the_same_file_is_known_again_until_it_is_withdrawn(lead, place):
    batch = import_sheet(actor=lead, file=file(RIGHT))
    with pytest.raises(Conflict) as refused:
        import_sheet(actor=lead, file=file(RIGHT))
    assert (refused.value.code, batch.ref in str(refused.value.messages)) == ("imported", True)
    withdraw_import(actor=lead, batch=batch, reason="Forkert ark")
    assert import_sheet(actor=lead, file=file(RIGHT)).pk != batch.pk


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(COLUMNS | {"Sted": ""}, "column_missing"), (COLUMNS | {"Kode": "note"}, "column_twice")],
)
def test_what_every_contact_says_stands_in_one_column(lead, place, columns, expected):
    with pytest.raises(RuleError) as refused:
        import_sheet(actor=lead, file=file(RIGHT, columns=columns))
    assert refused.value.code == expected


def test_when_anything_fails_nothing_is_stored(lead, place):
    with mock.patch.object(verbs, "record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        import_sheet(actor=lead, file=file(RIGHT, row(sted="Ny"), new_places=code("venue_type", "street")))
    assert (Contact.objects.count(), ImportBatch.objects.count(), Venue.objects.count()) == (0, 0, 1)


def test_a_withdrawn_import_counts_no_more_and_its_contacts_stay(lead, place):
    ContactFactory(ref="K-2025-0900", recorded_by=lead, service_day=date(2026, 3, 1), met_before="new")
    batch = import_sheet(actor=lead, file=file(RIGHT))
    before = list(Contact.objects.order_by("pk").values())
    assert (figures(2026)["visits"], Contact.objects.between(date(2026, 3, 1), date(2026, 3, 1)).count()) == (2, 2)
    with pytest.raises(RuleError):
        withdraw_import(actor=lead, batch=batch, reason=" ")
    withdraw_import(actor=lead, batch=batch, reason="Forkert ark")
    assert (figures(2026)["visits"], list(Contact.objects.order_by("pk").values())) == (1, before)
    with pytest.raises(Conflict):
        withdraw_import(actor=lead, batch=batch, reason="Igen")


def test_a_thousand_rows_take_as_many_statements_as_ten(lead, place, django_assert_num_queries):
    import_sheet(actor=lead, file=file(RIGHT, digest="c" * 64))  # the first of the year makes its counters
    with django_assert_num_queries(STATEMENTS):
        import_sheet(actor=lead, file=file(*[RIGHT] * 10))
    with django_assert_num_queries(STATEMENTS):
        import_sheet(actor=lead, file=file(*[RIGHT] * 1_000, digest="b" * 64))


STATEMENTS = 14


class TestAtOnce:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_the_same_file_twice_at_once_is_imported_once(self):
        lead = staff("outreach_lead")
        VenueFactory(organisation=lead.organisation, name="Prøvetorvet")
        told = at_once(*[(lead, lambda actor: import_sheet(actor=actor, file=file(RIGHT)))] * 3)
        assert (sorted(told), ImportBatch.objects.count(), Contact.objects.count()) == (
            [DONE, "imported", "imported"], 1, 1,
        )  # fmt: skip


# The pages


def send(desk, content=FILE, name="ark.csv"):
    return desk.post(reverse("outreach:import_create"), {"file": SimpleUploadedFile(name, content)})


def answers(**others):
    return {"column_0": "met_at", "column_1": "venue", "column_2": "contact_type", "column_3": "sex"} | others


def test_the_file_is_read_tried_and_imported_by_its_pages(desk, lead, place):
    assert send(desk).url == "/outreach/imports/check/"
    page = desk.get("/outreach/imports/check/")
    assert (len(page.context["found"].rows), page.context["found"].wrong, Contact.objects.count()) == (1, 1, 0)
    assert "Ordet står ikke på listen." in page.content.decode()
    answer = desk.post("/outreach/imports/check/", answers(act="import"))
    batch = ImportBatch.objects.get()
    assert (answer.url, batch.stored, batch.left_out, batch.digest) == (
        batch.get_absolute_url(), 1, 1, mark_of(FILE),
    )  # fmt: skip
    assert desk.get("/outreach/imports/check/").status_code == 302
    send(desk)
    assert batch.ref in desk.get("/outreach/imports/check/").content.decode()


@pytest.mark.parametrize("name", ["../../etc/led.csv", "..\\..\\led.csv", "/etc/led.csv", "led.csv/../../led.csv"])
def test_the_name_of_a_file_leads_nowhere(desk, place, name):
    assert send(desk, name=name).url == "/outreach/imports/check/"
    assert "led.csv" not in desk.get("/outreach/imports/check/").content.decode()
    desk.post("/outreach/imports/check/", answers(act="import"))
    assert "led.csv" not in repr(ImportBatch.objects.values().get())


def test_what_is_wrong_is_fetched_as_a_workbook_that_runs_nothing(desk, lead, place):
    send(desk, b"Dato;Sted;Slags kontakt\n01-03-2026;=cmd|' /C calc'!A0;Gade\n")
    answer = desk.post("/outreach/imports/check/", {**answers(act="wrong"), "column_3": ""})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == [2.0, "Sted", "'=cmd|' /C calc'!A0"]


def test_no_cell_of_the_workbook_is_a_formula():
    told = [Problem(2, "=1+1", "@SUM(A1)", "+x")]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(told))).get_sheet_by_index(0).to_python()
    assert rows[1] == [2.0, "'=1+1", "'@SUM(A1)", "'+x"]


def test_a_file_that_is_none_is_refused_at_its_field(desk, lead):
    answer = send(desk, b"%PDF-1.7")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_a_column_that_is_missing_is_said_and_what_was_chosen_stands(desk, lead, place):
    send(desk)
    answer = desk.post("/outreach/imports/check/", answers(act="import", column_1=""))
    assert (answer.status_code, ImportBatch.objects.count()) == (422, 0)
    assert "Vælg en kolonne til: Sted." in answer.content.decode()
    assert answer.context["form"]["column_3"].value() == "sex"


def test_an_import_is_withdrawn_on_its_page_with_a_reason(desk, lead, place):
    batch = import_sheet(actor=lead, file=file(RIGHT))
    assert desk.post(batch.get_absolute_url(), {"reason": ""}).status_code == 422
    assert desk.post(batch.get_absolute_url(), {"reason": "Forkert ark"}).status_code == 302
    assert "Forkert ark" in desk.get(batch.get_absolute_url()).content.decode()


OWN = (
    "Dato;Sted;Slags kontakt;Køn;Sprog;Behov\n"
    "01-03-2026;Prøvetorvet;Gade;pige;RO-sproget;Læge\n"
    "02-03-2026;Prøvetorvet;Gade;pige;RO-sproget;Tandpine, Læge\n"
    "03-03-2026;Prøvetorvet;Gade;K;20 12 34 56;\n"
)


def test_own_words_are_given_a_meaning_that_is_remembered_with_the_columns(lead, place, desk):
    send(desk, content=OWN.encode())
    page = desk.get("/outreach/imports/check/")
    fields = {field.label: field.name for field in page.context["form"].words}
    said = {"»pige« under Køn": "female", "»RO-sproget« under Sprog": "ro", "»Tandpine« under Behov": "unsaid"}
    assert set(fields) == set(said)
    columns = {field.name: field.value() for field in page.context["form"].columns}

    desk.post(
        "/outreach/imports/check/",
        columns | {fields[label]: meant for label, meant in said.items()} | {"act": "import"},
    )

    first, second = Contact.objects.order_by("met_at")
    assert [(one.sex, one.language.code, one.needs.count()) for one in (first, second)] == [("female", "ro", 1)] * 2
    batch = ImportBatch.objects.get()
    assert batch.words == {"sex": {"pige": "female"}, "language": {"ro-sproget": "ro"}, "needs": {"tandpine": "unsaid"}}
    assert batch.left_out == 1

    send(desk, content=OWN.replace("2026", "2025").encode())
    assert len(desk.get("/outreach/imports/check/").context["found"].rows) == 2


def test_a_meaning_no_list_has_is_refused(lead, place, desk):
    send(desk, content=OWN.encode())
    form = desk.get("/outreach/imports/check/").context["form"]
    columns = {field.name: field.value() for field in form.columns}

    assert (
        desk.post("/outreach/imports/check/", columns | {form.words[0].name: "spaceship", "act": "check"}).status_code
        == 422
    )
