"""The history ships whole; a broken line is named by file, line and column."""

import csv
import shutil

import pytest

from reports.history.counts import BrokenHistory
from reports.history.lines import WIDTHS
from reports.history.reading import FILES, read_history
from reports.models import HistoricalCount, HistoricalSource

SERIES = [17, 28, 47, 53, 60, 66, 76, 71, 93, 121, 98, 97, 64, 77, 80]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FILES, tmp_path / "files")


def test_the_series_is_unodcs_and_sums_to_1048(history):
    persons = {
        count.year: count.value
        for count in history[1]
        if (count.source, count.population, count.dimension) == ("unodc", "identified", "total")
    }
    assert (persons, sum(persons.values())) == (dict(zip(range(2007, 2022), SERIES, strict=True)), 1048)


def test_the_years_after_unodc_come_from_cmm(history):
    later = {
        count.year: (count.value, count.source)
        for count in history[1]
        if count.population == "identified" and count.dimension == "total" and count.year > 2021
        if count.source.startswith("cmm")
    }
    assert later == {2022: (73, "cmm-2022"), 2023: (112, "cmm-2023")}


def test_no_source_has_10_for_2007_or_54_for_2009(history):
    odd = {(2007, 10), (2009, 54)}
    assert [
        c for c in history[1] if c.population == "identified" and c.dimension == "total" and (c.year, c.value) in odd
    ] == []


def test_a_mask_stays_text_and_never_becomes_zero(history):
    masked = [count for count in history[1] if count.printed == "<5"]
    assert (len(masked), {count.value for count in masked}) == (442, {None})


def test_every_figure_has_a_source_with_an_address(history):
    sources = {source.key: source.url for source in history[0]}
    assert {count.source for count in history[1]} <= set(sources)
    assert all(url.startswith("https://") for url in sources.values())


BROKEN = [
    # file, line, column, what to write there
    ("glotip_denmark_689.csv", 20, "txtVALUE", "seventeen"),
    ("glotip_denmark_689.csv", 20, "txtVALUE", "<four"),
    ("glotip_denmark_689.csv", 2, "Year", "20003"),
    ("glotip_denmark_689.csv", 690, "Iso3_code", "SWE"),
    ("glotip_denmark_689.csv", 12, "Sex", "Womn"),
    ("glotip_denmark_689.csv", 22, "Category", "ThaÃ®land"),
    ("published.csv", 3, "value", "-4"),
    ("published.csv", 3, "value", "98.5"),
    ("published.csv", 3, "value", "٩٨"),
    ("published.csv", 3, "value", "99999999999"),
    ("published.csv", 3, "printed", "99"),
    ("published.csv", 3, "printed", "<5"),
    ("published.csv", 84, "printed", "<five"),
    ("published.csv", 48, "printed", "33"),
    ("published.csv", 7, "source", "nobody"),
    ("published.csv", 7, "population", "identifed"),
    ("published.csv", 7, "dimension", "totl"),
    ("published.csv", 30, "category", "femal"),
    ("published.csv", 90, "category", "Atlantis"),
    ("published.csv", 7, "certainty", "sure"),
    ("published.csv", 9, "printed", ""),
    ("published.csv", 9, "note", "to\0tal"),
    ("published.csv", 9, "note", "x" * 201),
    ("sources.csv", 4, "url", "javascript:alert(1)"),
    ("sources.csv", 4, "url", "https://"),
    ("sources.csv", 4, "seen_on", "30. maj 2023"),
    ("sources.csv", 5, "key", "cmm-2018"),
    ("sources.csv", 1, "publisher", "published by"),
]


@pytest.mark.parametrize(("file", "line", "column", "text"), BROKEN)
def test_a_broken_cell_is_named_by_file_line_and_column(folder, file, line, column, text):
    rows = [next(csv.reader([row])) for row in (folder / file).read_text().splitlines()]
    rows[line - 1][rows[0].index(column)] = text
    with (folder / file).open("w", newline="") as out:
        csv.writer(out).writerows(rows)

    assert broken_at(folder) == (file, line, column)


def broken_at(folder):
    with pytest.raises(BrokenHistory) as caught:
        read_history(folder)
    return tuple(caught.value.place.values())


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (b"DNK,Denmark\n", "Country"),
        (b'DNK,"Denmark\n', "Country"),
        (b'DNK,"Den"mark,Europe\n', "Country"),
        (b"DNK,Danm\xe6rk,Europe\n", "Country"),
        (b"\n", "Iso3_code"),
    ],
)
def test_a_line_that_is_no_line_is_named_too(folder, line, column):
    path = folder / "glotip_denmark_689.csv"
    path.write_bytes(path.read_bytes() + line)

    assert broken_at(folder) == (path.name, 691, column)


def test_the_same_heading_of_a_source_stands_once(folder):
    path = folder / "published.csv"
    rows = path.read_text().splitlines()
    path.write_text("\n".join([*rows, rows[6].replace("80,80", "81,81")]) + "\n")

    assert broken_at(folder) == (path.name, len(rows) + 1, "category")


@pytest.mark.parametrize(
    ("content", "line"), [(None, 1), (b"", 1), (b"\xff\xfe\x00", 1), (b",".join([b"key"] * 7), 1), (b"head", 2)]
)
def test_a_file_that_is_no_file_of_ours_is_named_too(folder, content, line):
    path = folder / "published.csv"
    head = path.read_bytes().splitlines()[0]
    path.unlink()
    if content is not None:
        path.write_bytes(head if content == b"head" else content)

    assert broken_at(folder) == (path.name, line, "source")


def test_a_file_without_unodc_is_no_history(folder):
    path = folder / "sources.csv"
    path.write_text(path.read_text().replace("unodc,", "unodk,"))

    assert broken_at(folder) == (path.name, 1, "key")


def test_what_the_files_hold_fits_the_database():
    wide = {
        field.name: field.max_length
        for model in (HistoricalSource, HistoricalCount)
        for field in model._meta.fields
        if field.name in WIDTHS
    }
    assert wide == WIDTHS
