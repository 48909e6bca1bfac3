"""The history ships whole; a broken line is named by file, line and column."""

import shutil

import pytest

from reports.history.counts import BrokenHistory
from reports.history.reading import FILES, read_history

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
    ("glotip_denmark_689.csv", 2, "Year", "20003"),
    ("glotip_denmark_689.csv", 690, "Iso3_code", "SWE"),
    ("glotip_denmark_689.csv", 12, "Sex", "Womn"),
    ("published.csv", 3, "value", "-4"),
    ("published.csv", 7, "source", "nobody"),
    ("published.csv", 9, "printed", ""),
    ("sources.csv", 4, "url", "javascript:alert(1)"),
    ("sources.csv", 1, "publisher", "published by"),
]


@pytest.mark.parametrize(("file", "line", "column", "text"), BROKEN)
def test_a_broken_cell_is_named_by_file_line_and_column(folder, file, line, column, text):
    rows = (folder / file).read_text().splitlines()
    place = rows[0].split(",").index(column)
    cells = rows[line - 1].split(",")
    cells[place] = text
    rows[line - 1] = ",".join(cells)
    (folder / file).write_text("\n".join(rows) + "\n")

    with pytest.raises(BrokenHistory) as caught:
        read_history(folder)

    assert caught.value.place == {"file": file, "line": line, "column": column}


@pytest.mark.parametrize("line", [b"DNK,Denmark\n", b'DNK,"Denmark\n', b"DNK,Danm\xe6rk,Europe\n"])
def test_a_line_that_is_no_line_is_named_too(folder, line):
    path = folder / "glotip_denmark_689.csv"
    path.write_bytes(path.read_bytes() + line)

    with pytest.raises(BrokenHistory) as caught:
        read_history(folder)

    assert (caught.value.place["file"], caught.value.place["line"]) == (path.name, 691)
