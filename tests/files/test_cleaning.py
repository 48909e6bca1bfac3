"""Hostile uploads: each is refused, or does nothing any more (security.md 10.5)."""

import io
import re
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, String
from PIL import Image

from cmm.core.files import cleaning
from cmm.core.files.cleaning import clean
from cmm.core.files.jpegs import without_data
from cmm.core.files.kinds import MOST_BYTES, Refused, Why
from tests.files import made

WEBP_OF_LIES = b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\0" * 64
NESTED = b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"

# What no cleaned file says: our own word, and the names of what acts.
WORDS = re.compile(rb"EVIL|/JavaScript|/Launch|/EmbeddedFile\b|/AA\b|/OpenAction|/XFA")

REFUSED = {
    "nothing": (b"", Why.EMPTY),
    "a byte too many": (b"%PDF-1.7\n" + b"\0" * (MOST_BYTES - 8), Why.TOO_LARGE),
    "HTML that says it is a PDF": (b"<html><script>EVIL</script>%PDF-1.4", Why.UNKNOWN),
    "HTML behind a byte order mark": (b"\xef\xbb\xbf<html>EVIL", Why.UNKNOWN),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="EVIL()"/>', Why.UNKNOWN),
    "XML with an entity": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', Why.UNKNOWN),
    "a zip": (made.zipped(evil_js=b"EVIL"), Why.UNKNOWN),
    "a Word document": (made.zipped(word_document_xml=b"EVIL"), Why.UNKNOWN),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, Why.UNKNOWN),
    "a program for Windows": (b"MZ\x90\x00" + b"\0" * 512, Why.UNKNOWN),
    "a program for Linux": (b"\x7fELF" + b"\0" * 512, Why.UNKNOWN),
    "a script": (b"#!/bin/sh\nEVIL\n", Why.UNKNOWN),
    "PostScript": (b"%!PS-Adobe-3.0\n(EVIL) run", Why.UNKNOWN),
    "a GIF": (b"GIF89a" + b"\0" * 64, Why.UNKNOWN),
    "a TIFF": (b"II*\x00" + b"\0" * 64, Why.UNKNOWN),
    "an icon": (b"\0\0\1\0" + b"\0" * 64, Why.UNKNOWN),
    "a picture of an iPhone": (b"\0\0\0\x18ftypheic" + b"\0" * 64, Why.UNKNOWN),
    "EICAR": (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", Why.UNKNOWN),
    "a zip that ends as a PDF": (made.zipped(evil_js=b"EVIL") + made.pdf(), Why.UNKNOWN),
    "a PDF by its name alone": (b"%PDF-1.7\nEVIL", Why.UNREADABLE),
    "a PDF that breaks off": (made.pdf()[:-200], Why.UNREADABLE),
    "a PDF with wrong places": (made.pdf().replace(b"startxref\n", b"startxref\n9"), Why.UNREADABLE),
    "a PDF of brackets": (NESTED, Why.UNREADABLE),
    "a PDF without pages": (made.pdf(change=lambda document, _page: document.pages.__delitem__(0)), Why.UNREADABLE),
    "a locked PDF": (made.pdf(encryption=Encryption(user="a", owner="b")), Why.LOCKED),
    "a PDF locked against changes": (made.pdf(encryption=Encryption(user="", owner="b")), Why.LOCKED),
    "a JPEG by its first bytes": (b"\xff\xd8\xff\xe0EVIL" * 40, Why.UNREADABLE),
    "a JPEG that breaks off": (made.photo(size=(900, 900))[:9000], Why.UNREADABLE),
    "a PNG that breaks off": (made.photo("png")[:-60], Why.UNREADABLE),
    "a PNG with a wrong sum": (made.png(9, 9, b"\0" * 90).replace(b"IHDR\0", b"IHDR\1"), Why.UNREADABLE),
    "a WebP by its first bytes": (WEBP_OF_LIES, Why.UNREADABLE),
    "a GIF in a PNG's coat": (b"\x89PNG\r\n\x1a\nGIF89a" + b"\0" * 64, Why.UNREADABLE),
    "a flood of pixels": (made.png(7_000, 6_000, b"\0" * 7001 * 6000), Why.PIXELS),
    "a picture that says it is endless": (made.png(2_000_000_000, 2_000_000_000, b"\0"), Why.PIXELS),
    "fewer points than promised": (made.png(5_000, 5_000, b"\0" * 40), Why.UNREADABLE),
    "a PNG with a text that swells": (
        made.png(1, 1, b"\0\0", made.chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 90_000_000, 9))),
        Why.UNREADABLE,
    ),
    "a moving PNG": (made.moving("png"), Why.MOVING),
    "a moving WebP": (made.moving("webp"), Why.MOVING),
}  # fmt: skip

DEFANGED = {
    "scripts": made.pdf(change=made.with_script),
    "a script under another spelling": made.pdf(change=made.with_script, qdf=True)
    .replace(b"/S /JavaScript", b"/S /J#61vaScript")
    .replace(b"app.alert", b"p.alert"),
    "a script in packed objects": made.pdf(
        change=made.with_script, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "files inside": made.pdf(change=made.with_file),
    "a form drawn by a program": made.pdf(change=made.with_form),
    "a program that starts": made.pdf(change=made.opens_with(S=Name.Launch, F=String("EVIL.exe"))),
    "a program behind a click": made.pdf(change=made.clicks(S=Name.Launch, F=String("EVIL.exe"))),
    "an address behind a click": made.pdf(change=made.clicks(S=Name.URI, URI=String("http://EVIL.test"))),
    "a form that is sent away": made.pdf(change=made.clicks(S=Name.SubmitForm, F=String("http://EVIL.test"))),
    "another file behind a click": made.pdf(change=made.clicks(S=Name.GoToR, F=String("\\\\EVIL\\share"))),
    "a file within behind a click": made.pdf(change=made.clicks(S=Name.GoToE, F=String("EVIL"))),
    "data from outside": made.pdf(change=made.clicks(S=Name.ImportData, F=String("EVIL"))),
    "an action after an action": made.pdf(
        change=made.clicks(
            S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([Dictionary(S=Name.Launch, F=String("EVIL"))])
        )
    ),
    "an action that calls itself an element": made.pdf(
        change=made.clicks(S=Name.Launch, F=String("EVIL"), P=Dictionary(Type=Name.StructElem))
    ),
    "content from outside": made.pdf(change=made.outside),
    "who made it": made.pdf(change=made.with_data("EVIL")),
    "where its photo was taken": made.pdf(change=made.with_photo("EVIL")),
    "where its packed photo was taken": made.pdf(change=made.with_photo("EVIL", packed=True)),
    "a zip behind its end": made.pdf() + made.zipped(EVIL_js=b"EVIL"),
    "a JPEG with a zip behind": made.photo(word="EVIL") + made.zipped(EVIL_js=b"EVIL"),
    "a JPEG with a script behind": made.photo() + b"<script>EVIL</script>",
    "a PNG with PHP behind": made.photo("png", word="EVIL") + b"<?php EVIL ?>",
    "a PNG with a chunk of its own": made.png(9, 9, b"\0" * 90, made.chunk(b"evIL", b"EVIL")),
    "a WebP with more behind": made.photo("webp", word="EVIL") + b"EVIL",
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_and_said_why(what):
    content, why = REFUSED[what]
    with pytest.raises(Refused) as refused:
        clean(content)
    assert refused.value.why == why


@pytest.mark.parametrize("what", DEFANGED)
def test_it_is_taken_and_does_nothing(what):
    before = DEFANGED[what]
    assert any(WORDS.search(part) for part in parts_of(before))
    assert not [part for part in parts_of(clean(before).content) if WORDS.search(part)]


def parts_of(content):
    """A file as it lies, and if it is a PDF everything in it, unpacked."""
    yield content
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for one in pdf.objects:
                yield one.unparse()
                raw = one.read_raw_bytes() if isinstance(one, pikepdf.Stream) else b""
                yield raw
                yield zlib.decompress(raw) if raw[:1] == b"\x78" else b""


def test_what_is_left_of_a_pdf_is_what_one_reads():
    from pypdf import PdfReader

    for content in (made.pdf(change=made.with_script), made.pdf(change=made.with_form), made.pdf()):
        (page,) = PdfReader(io.BytesIO(clean(content).content)).pages
        assert page.extract_text() == "Et brev."


def test_what_an_older_version_of_a_pdf_said_is_gone():
    older = made.pdf("EVIL")
    with pikepdf.open(io.BytesIO(older)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
    place = older.rindex(b"startxref\n") + 10
    before = int(older[place:].split()[0])
    added = f"{number} 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n".encode()
    table = f"xref\n{number} 1\n{len(older):010} 00000 n \n".encode()
    trailer = b"trailer\n<</Size %d /Root 1 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    newer = older + added + table + trailer % (number + 9, before, len(older) + len(added))
    assert all(b"EVIL" not in part for part in parts_of(clean(newer).content))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_photo_tells_neither_where_nor_with_what(kind):
    before = made.photo(kind, word="Hjemme hos hende")
    told = Image.open(io.BytesIO(before))
    assert told.getexif().get_ifd(made.GPS)
    cleaned = clean(before)
    assert cleaned.kind == kind
    image = Image.open(io.BytesIO(cleaned.content))
    assert (dict(image.getexif()), image.size) == ({}, made.SIZE)
    assert not {"exif", "xmp", "icc_profile", "comment", "Author", "XML:com.adobe.xmp"} & set(image.info)
    assert b"Hjemme" not in cleaned.content


def test_a_photo_stands_as_it_was_held():
    image = Image.open(io.BytesIO(clean(made.photo("png", turned=6)).content))
    assert image.size == (40, 60)
    assert image.getpixel((40 - 1 - 2, 3)) == (200, 10, 30)


@pytest.mark.parametrize(
    ("kind", "mode"), [("png", "P"), ("png", "RGBA"), ("png", "1"), ("jpeg", "CMYK"), ("jpeg", "L")]
)
def test_every_way_of_writing_colours_is_taken(kind, mode):
    out = io.BytesIO()
    made.picture().convert(mode).save(out, format=kind)
    assert Image.open(io.BytesIO(clean(out.getvalue()).content)).size == made.SIZE


def test_the_photo_in_a_pdf_keeps_every_point():
    with pikepdf.open(io.BytesIO(clean(made.pdf(change=made.with_photo())).content)) as pdf:
        held = pdf.pages[0].Resources.XObject.Im1.read_raw_bytes()
    points = [Image.open(io.BytesIO(one)).tobytes() for one in (held, made.photo())]
    assert points[0] == points[1]


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00", made.photo()[:300]])
def test_what_is_no_jpeg_is_not_taken_for_one(content):
    with pytest.raises(ValueError, match="JPEG"):
        without_data(content)


def test_whoever_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(cleaning, "WALL_SECONDS", 0.01)
    with pytest.raises(Refused) as refused:
        clean(made.pdf())
    assert refused.value.why == Why.UNREADABLE


def test_the_child_is_told_no_secret(monkeypatch):
    seen = {}

    def work(_module, _order, *, seconds, environment):
        seen.update(environment, seconds=seconds)
        return b"pdf\nclean"

    monkeypatch.setattr(cleaning, "work_apart", work)
    assert clean(made.pdf()).content == b"clean"
    assert set(seen) == {"PATH", "HOME", "LANG", "PYTHONPATH", "PYTHONHASHSEED", "seconds"}
