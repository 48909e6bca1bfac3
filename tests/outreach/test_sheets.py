"""What a spreadsheet is read as: its kind by its content, its rows and columns, and the words in them."""

import io
from datetime import date

import pytest
import xlsxwriter

from cases.outreach.sheets.words import age_of, guess, moment_of
from cmm.core.files.sheets import MOST_BYTES, NotASheet, Sheet, WhyNot, read_sheet

pytestmark = pytest.mark.django_db


def workbook(*rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, days = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write_datetime(number, place, cell, days)
            else:
                page.write(number, place, cell)
    book.close()
    return out.getvalue()


def why(content):
    with pytest.raises(NotASheet) as refused:
        read_sheet(content)
    return refused.value.why


# The file


def test_a_workbook_and_a_file_of_values_read_the_same():
    told = [["Dato", "Sted", "Alder"], ["2026-03-01", "Ørstedsplads", "23"]]
    book = workbook(told[0], [date(2026, 3, 1), "Ørstedsplads", 23])
    values = "Dato;Sted;Alder\r\n2026-03-01;Ørstedsplads;23\r\n"
    expected = Sheet(("Dato", "Sted", "Alder"), ((2, ("2026-03-01", "Ørstedsplads", "23")),))
    files = (book, values.encode("utf-8-sig"), values.encode("cp1252"), values.replace(";", ",").encode())
    assert [read_sheet(content) for content in files] == [expected] * 4


def test_empty_rows_are_passed_over_and_the_others_keep_their_number_in_the_file():
    assert read_sheet(b"Dato;Sted\n\n;\n2026-03-01;A\n").rows == ((4, ("2026-03-01", "A")),)


def test_columns_with_the_same_words_or_none_are_told_apart_by_their_place():
    assert read_sheet(b"Note;;Note\na;b;c\n").header == ("Note #1", "#2", "Note #3")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", WhyNot.EMPTY),
        (b"Dato;Sted\n", WhyNot.EMPTY),
        (b"%PDF-1.7 and more", WhyNot.UNKNOWN),
        (b"\xd0\xcf\x11\xe0 an old workbook", WhyNot.UNKNOWN),
        (b"a;b\n\x00;1\n", WhyNot.UNKNOWN),
        (b"PK\x03\x04 no workbook", WhyNot.UNREADABLE),
        (b"a;b\n" + b"x" * MOST_BYTES, WhyNot.TOO_LARGE),
        (b"a;b\n" + b"1;2\n" * 10_001, WhyNot.TOO_MANY_ROWS),
        (b";".join([b"a"] * 41) + b"\n1\n", WhyNot.TOO_MANY_COLUMNS),
        (b"a;b\n" + b"x" * 1_001 + b";1\n", WhyNot.TOO_LONG),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_what_is_no_spreadsheet_of_ours_is_refused_by_its_content(content, expected):
    assert why(content) == expected


# The words


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("2026-11-23", date(2026, 11, 23), None),
        ("23-11-2026", date(2026, 11, 23), None),
        ("3.1.2026", date(2026, 1, 3), None),
        ("23/11/2026 21.45", date(2026, 11, 23), 21),
        ("2026-11-23T21:45", date(2026, 11, 23), 21),
    ],
)
def test_a_day_as_danes_and_spreadsheets_write_it(text, day, hour):
    found_day, found_time = moment_of(text)
    assert (found_day, found_time.hour if found_time else None) == (day, hour)


@pytest.mark.parametrize("text", ["", "i går", "31-02-2026", "11/23/2026", "2026-13-01"])
def test_what_is_no_day_is_none(text):
    assert moment_of(text) is None


def test_an_age_is_a_band_or_years():
    assert [age_of(text) for text in ("14", "15", "17", "18", "24", "45", "18–24", "18-24", "45 +", "mange")] == [
        "under_15", "15_17", "15_17", "18_24", "18_24", "45_plus", "18_24", "18_24", "45_plus", None,
    ]  # fmt: skip


def test_what_was_chosen_last_time_comes_before_what_a_column_is_called():
    assert guess(("Dato", "Hvor", "Note"), {"hvor": "venue", "note": ""}) == {
        "Dato": "met_at", "Hvor": "venue", "Note": "",
    }  # fmt: skip


# The rows
