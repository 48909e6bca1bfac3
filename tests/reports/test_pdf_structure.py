"""What stands in the structure of the finished file: PDF/UA-1 and PDF/A-3a, read without the program that drew it."""

import io
import re
from collections import Counter
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from cmm.core.paper.finishing import walk

BANNED = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/RichMedia", "/Movie", "/Sound")


@pytest.fixture(scope="module", params=["files_2021", "files_live"])
def files(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module", params=["da", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(files, language):
    with pikepdf.open(io.BytesIO(files["pdf", language].content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def elements(pdf):
    return list(walk(pdf.Root.StructTreeRoot.K))


def test_the_file_claims_both_standards_and_keeps_their_first_rules(pdf, language):
    root, xmp = pdf.Root, pdf.Root.Metadata.read_bytes().decode()
    assert {
        "marked": bool(root.MarkInfo.Marked),
        "language": str(root.Lang),
        "title shown": bool(root.ViewerPreferences.DisplayDocTitle),
        "pdfa": (re.search(r"pdfaid:part\D+(\d)", xmp)[1], re.search(r"pdfaid:conformance\W+(\w)", xmp)[1]),
        "pdfua": re.search(r"pdfuaid:part\D+(\d)", xmp)[1],
        "intent": str(root.OutputIntents[0].S),
        "encrypted": pdf.is_encrypted,
        "tabs": {str(page.obj.get(Name.Tabs, "/S")) for page in pdf.pages},
    } == {
        "marked": True, "language": language, "title shown": True, "pdfa": ("3", "A"), "pdfua": "1",
        "intent": "/GTS_PDFA1", "encrypted": False, "tabs": {"/S"},
    }  # fmt: skip


def test_every_figure_has_words_and_a_place(elements):
    figures = [element for element in elements if Name.Figure == element.S]
    assert len(figures) > 8
    assert all(20 <= len(str(figure.Alt)) <= 300 for figure in figures)
    assert all(float(figure.A.BBox[3]) > float(figure.A.BBox[1]) for figure in figures)


def test_every_heading_cell_says_which_cells_it_heads(elements):
    heads = [element for element in elements if Name.TH == element.S]
    assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}
    rows = [len(row.K) for row in elements if Name.TR == row.S]
    assert min(rows) > 1


def test_headings_begin_at_one_and_leave_none_out(elements):
    levels = [int(found[1]) for element in elements if (found := re.fullmatch(r"/H(\d)", str(element.S)))]
    assert levels[0] == 1
    assert all(now - before <= 1 for before, now in pairwise(levels))


def test_a_sign_is_spoken(elements):
    """A colon or two dots say nothing aloud."""
    spoken = {str(element.ActualText) for element in elements if Name.ActualText in element}
    assert spoken & {"tilbageholdt", "withheld", "foreligger ikke", "not available"}


def test_every_font_lies_in_the_file(pdf):
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
    below = [font.DescendantFonts[0] if Name.DescendantFonts in font else font for font in fonts]
    assert all(set(one.FontDescriptor.keys()) & {"/FontFile", "/FontFile2", "/FontFile3"} for one in below)
    assert all(Name.ToUnicode in font for font in fonts)


def test_the_data_lie_in_the_file_as_they_are_beside_it(pdf, files, language):
    told = {
        str(file.UF): (str(file.AFRelationship), file.EF.F.read_bytes(), str(file.EF.F.Subtype)) for file in pdf.Root.AF
    }
    mimes = {"json": "/application/json", "csv": "/text/csv"}
    assert {name: (kind, content) for name, (kind, content, _mime) in told.items()} == {
        files[kind, language].name: ("/Data", files[kind, language].content) for kind in ("json", "csv", "xlsx")
    }
    assert all(told[files[kind, language].name][2] == mime for kind, mime in mimes.items())


def test_nothing_in_the_file_does_anything(pdf):
    """No action but to go to a place in the file or to an address that is printed."""
    kinds: Counter[str] = Counter()
    for found in pdf.objects:
        if isinstance(found, Dictionary | pikepdf.Stream):
            kinds.update(str(key) for key in found.keys() if str(key) in BANNED)  # noqa: SIM118 -- a PDF dictionary
            kinds.update([str(found.S)] if str(found.get(Name.S, "")) in BANNED else [])
    assert (dict(kinds), Name.OpenAction in pdf.Root, Name.AA in pdf.Root) == ({}, False, False)
    actions = {str(note.A.S) for page in pdf.pages for note in page.obj.get(Name.Annots, Array()) if Name.A in note}
    assert actions <= {"/URI"}
