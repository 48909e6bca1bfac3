"""What WeasyPrint leaves undone in a tagged PDF, put right afterwards; the same bytes every time.

After this a file keeps the rules of PDF/UA-1, and one drawn as PDF/A-3a with its data attached those of both
(report-design section 9).
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, ObjectStreamMode, String

SCOPES = {"col": Name.Column, "row": Name.Row}
MARK = re.compile(rb"/\w+\s+<</MCID (\d+)>>\s+BDC")
PDFA = "http://www.aiim.org/pdfa/ns"
UA_MARK = f"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="{PDFA}/extension/" xmlns:pdfaSchema="{PDFA}/schema#"
 xmlns:pdfaProperty="{PDFA}/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
""".encode()


class Unfinished(Exception):
    """The PDF is not built as this file expects: better no document than one nobody can read aloud."""


def finish(drawn: bytes, page: Any) -> tuple[bytes, int]:
    """The finished file and its number of pages. ``page`` is the parsed HTML the PDF was drawn from."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        elements = list(walk(pdf.Root.StructTreeRoot.K))
        name_cells(elements, page)
        index_headers(elements, pdf)
        place_figures(elements)
        retire_running_heads(elements, pdf)
        describe_links(pdf, page)
        list_files_once(pdf)
        mark_as_accessible(pdf)
        if Name.ID in pdf.trailer:
            del pdf.trailer.ID
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, recompress_flate=True)
        return out.getvalue(), len(pdf.pages)


def walk(kids: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid
            yield from walk(kid.get(Name.K, Array()))


def name_cells(elements: list[Any], page: Any) -> None:
    """Cells stand in the same order on the page and in the PDF: each header gets its scope, each sign its words."""
    tags = [tag for tag in page.iter() if tag.tag in ("th", "td")]
    cells = [element for element in elements if element.S in (Name.TH, Name.TD)]
    if [tag.tag.upper() for tag in tags] != [str(cell.S)[1:] for cell in cells]:
        raise Unfinished(f"{len(tags)} cells on the page, {len(cells)} in the PDF: a table broke across pages")
    for tag, cell in zip(tags, cells, strict=True):
        if tag.tag == "th":
            cell.A.Scope = SCOPES[tag.get("scope")]
        for sign in tag.iter("span"):
            if words := sign.get("data-say"):
                cell.K[0].ActualText = String(words)


def index_headers(elements: list[Any], pdf: Any) -> None:
    """Cells point at headers by ID; the standard wants the IDs in a name tree."""
    tree = NameTree.new(pdf)
    for element in elements:
        if Name.ID in element:
            tree[str(element.ID)] = element
    pdf.Root.StructTreeRoot.IDTree = tree.obj


def place_figures(elements: list[Any]) -> None:
    """Boxes come in CSS pixels from the top of the page; the standard asks for points from the bottom."""
    for element in elements:
        if Name.Figure == element.S:
            height = float(element.Pg.MediaBox[3])
            x1, top, x2, bottom = (float(number) * 0.75 for number in element.A.BBox)
            element.A.BBox = Array([round(number, 2) for number in (x1, height - bottom, x2, height - top)])


def retire_running_heads(elements: list[Any], pdf: Any) -> None:
    """Marked content that no element of the tree owns is a running head or page number: make it an artifact."""
    owned: dict[Any, set[int]] = {}
    for element in elements:
        kids = element.get(Name.K, Array())
        marks = [int(kid) for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, int)]
        if marks:
            owned.setdefault(element.Pg.objgen, set()).update(marks)
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[place]): nums[place + 1] for place in range(0, len(nums), 2)}
    for page in pdf.pages:
        retire_on(page, owned.get(page.obj.objgen, set()), parents[int(page.obj.StructParents)])


def retire_on(page: Any, mine: set[int], row: Any) -> None:
    def artifact(match: re.Match[bytes]) -> bytes:
        mark = int(match[1])
        if mark in mine:
            return match[0]
        row[mark] = None
        return b"/Artifact\n<</Type /Pagination>>\nBDC"

    content, found = MARK.subn(artifact, page.obj.Contents.read_bytes())
    if found != len(row):
        raise Unfinished(f"{len(row)} marks in the tree, {found} on the page: WeasyPrint writes them another way")
    page.obj.Contents.write(content)


def describe_links(pdf: Any, page: Any) -> None:
    """A link says where it leads in words, not by its anchor."""
    words = {tag.get("id"): heading(tag) for tag in page.iter() if tag.get("id")}
    for sheet in pdf.pages:
        for note in sheet.obj.get(Name.Annots, Array()):
            if note.Subtype == Name.Link and Name.Dest in note:
                note.Contents = String(words[str(note.Dest)])
            elif note.Subtype == Name.Link and Name.A in note:
                note.Contents = note.A.URI


def heading(tag: Any) -> str:
    for found in tag.iter():
        if found.tag in ("h1", "h2", "h3", "caption") or found.get("class") == "cap":
            return " ".join(" ".join(found.itertext()).split())
    return str(tag.get("id"))


def list_files_once(pdf: Any) -> None:
    """WeasyPrint names each attached file twice."""
    if Name.AF in pdf.Root:
        pdf.Root.AF = Array(list({file.objgen: file for file in pdf.Root.AF}.values()))


def mark_as_accessible(pdf: Any) -> None:
    stream = pdf.Root.Metadata
    xmp = stream.read_bytes()
    if b"pdfuaid:part" not in xmp:
        stream.write(xmp.replace(b"</rdf:RDF>", UA_MARK + b"</rdf:RDF>", 1))
