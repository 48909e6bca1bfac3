"""The PDF and its data files: the same bytes, readable aloud, nothing fetched from outside."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile

import outloud
import pytest
from pypdf import PdfReader

from cmm.core.paper.fetching import fetcher
from reports.rendering.child import ROOT
from reports.rendering.drawing import STEPS, DrawingFailed, draw_edition, environment
from reports.services.editions import digest_of
from tests.reports.conftest import STAMP


def text_of(file):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.content)).pages).split())


def test_an_edition_has_a_report_and_three_data_files_in_each_language(files_2021):
    assert set(files_2021) == {(kind, language) for kind in ("pdf", "json", "csv", "xlsx") for language in ("da", "en")}


def test_no_part_runs_over_its_page(files_2021):
    """Fifteen: the cover, twelve parts, and a page each for contradictions between sources and for the verification."""
    assert [files_2021["pdf", language].pages for language in ("da", "en")] == [15, 15]


def test_the_danish_report_says_what_it_must(files_2021):
    text = text_of(files_2021["pdf", "da"])
    for words in (
        "80 personer",
        "42 kvinder",
        "Næsten halvdelen var mænd",
        "1.048",
        "resten er ikke trykt",
        "Kilde: UNODC [1]",
    ):
        assert words in text


def test_the_english_report_is_complete(files_2021):
    text = text_of(files_2021["pdf", "en"])
    assert ("1,048" in text, "Almost half were men" in text) == (True, True)
    assert not any(danish in text for danish in ("Kilde:", "Personer", "Udgave", "Antal"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("edition", ["files_2021", "files_live"])
def test_the_report_can_be_read_aloud(request, tmp_path, edition, language):
    path = tmp_path / "report.pdf"
    path.write_bytes(request.getfixturevalue(edition)["pdf", language].content)
    found = [finding for finding in outloud.check(path).findings if finding.severity in ("error", "warning")]
    assert found == []


def test_what_is_reviewed_is_what_is_published_and_calls_itself_no_draft(files_live):
    assert not re.search("udkast|ikke til offentliggørelse", text_of(files_live["pdf", "da"]), re.I)


def test_the_data_files_are_attached_once_each(files_2021):
    reader = PdfReader(io.BytesIO(files_2021["pdf", "da"].content))
    names = {files_2021[kind, "da"].name: files_2021[kind, "da"].content for kind in ("json", "csv", "xlsx")}
    assert {name: parts[0] for name, parts in reader.attachments.items()} == names
    assert len(reader.trailer["/Root"]["/AF"]) == 3


def test_the_fonts_are_ours_and_embedded(files_2021):
    reader = PdfReader(io.BytesIO(files_2021["pdf", "da"].content))
    fonts = {font.get_object()["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert all("IBM-Plex-Sans" in name or "IBMPlexSans" in name for name in fonts)


def test_another_process_gives_the_same_bytes(files_2021, figures_2021, monkeypatch):
    monkeypatch.setattr("reports.rendering.drawing.HASH_SEED", "4711")
    steps = []
    figures, digest = json.loads(json.dumps(figures_2021)), digest_of(figures_2021)
    files = draw_edition(figures, number=1, digest=digest, stamp=STAMP, tell=lambda *step: steps.append(step))
    again = {(file.kind, file.language): file.sha256 for file in files}
    assert again == {key: file.sha256 for key, file in files_2021.items()}
    assert [done for done, _total, _step in steps] == list(range(1, STEPS))


def test_a_child_that_fails_says_why(figures_2021):
    with pytest.raises(DrawingFailed, match="KeyError"):
        draw_edition({"year": 2021}, number=1, digest="", stamp=STAMP, tell=lambda *_step: None)


def test_the_tables_as_json_follow_the_agreed_form(files_2021):
    document = json.loads(files_2021["json", "da"].content)
    table = next(table for table in document["tables"] if table["id"] == "sexes")
    assert (document["edition"], document["year"]) == (1, 2021)
    assert [axis["total"] for axis in table["dimensions"]] == [None, None]
    assert {"key": ["Kvinder", "2021"], "value": 42, "status": "shown", "source": "unodc"} in table["cells"]
    assert {cell["status"] for table in document["tables"] for cell in table["cells"]} == {"shown", "withheld"}


def test_the_csv_opens_in_danish_spreadsheets(files_2021):
    text = files_2021["csv", "da"].content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert text.startswith("\ufeff")
    assert {row["værdi"] for row in rows if row["tabel"] == "series" and row["kolonne"] == "2021"} == {"80"}


def test_the_workbook_has_a_sheet_a_table(files_2021, figures_2021):
    with zipfile.ZipFile(io.BytesIO(files_2021["xlsx", "da"].content)) as book:
        names = book.read("xl/workbook.xml").decode()
    assert all(f'name="{table["id"]}"' in names for table in figures_2021["tables"])


@pytest.mark.parametrize(
    "url",
    ["http://example.org/a.png", "https://example.org/", "ftp://example.org/a", "data:text/plain,a", "file:///etc/passwd",
     "file://host/etc/passwd", "ATTACK/%2e%2e/%2e%2e/%2e%2e/pyproject.toml"],
)  # fmt: skip
def test_a_report_fetches_nothing_but_its_own_parts(url):
    from weasyprint.urls import FatalURLFetchingError

    folder = ROOT / "reports" / "rendering"
    with pytest.raises(FatalURLFetchingError):
        fetcher(folder).fetch(url.replace("ATTACK", folder.as_uri()))


def test_the_child_knows_no_secret_and_no_database(tmp_path):
    program = (
        "import os; from django.conf import settings; from reports.rendering import child; child.prepare(); "
        "print(sorted(os.environ), settings.DATABASES)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment(tmp_path), cwd=ROOT, text=True, capture_output=True, check=True
    )
    assert not any(word in told.stdout for word in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ENGINE"))


def test_importing_the_pages_loads_no_engine():
    program = (
        "import sys, django; django.setup(); import reports.views, reports.tasks; "
        "print([name for name in ('weasyprint', 'vl_convert', 'pikepdf') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, text=True, capture_output=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_moment_on_the_file_is_the_editions(files_2021):
    info = PdfReader(io.BytesIO(files_2021["pdf", "da"].content)).metadata
    assert info.creation_date == STAMP
