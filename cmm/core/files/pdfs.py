"""A PDF that can be read and does nothing: no script, no action but to turn a page, no file in it, no hidden data."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from cmm.core.files.jpegs import without_data
from cmm.core.files.kinds import Refused, Why

# Wherever they stand: what starts by itself, scripts, files within the file, forms drawn by a program, and what says
# who made it, when, where and with what.
GONE = (
    "/AA", "/AF", "/Collection", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/Metadata", "/OpenAction", "/OPI",
    "/Perms", "/PieceInfo", "/Ref", "/RichMediaContent", "/Thumb", "/URI", "/XFA",
)  # fmt: skip
# What one may do by clicking in it: turn to another page of it.
ACTIONS = (
    "/GoTo3DView", "/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Named",
    "/Rendition", "/ResetForm", "/RichMediaExecute", "/SetOCGState", "/Sound", "/SubmitForm", "/Thread", "/Trans",
    "/URI",
)  # fmt: skip
UNPACKED = {"/FlateDecode": zlib.decompress, "/ASCIIHexDecode": lambda text: bytes.fromhex(text.decode().rstrip(">"))}
NOTES = ("/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound", "/TrapNet")


def clean_pdf(content: bytes) -> bytes:
    """Raises Refused, and whatever pikepdf raises of what it cannot read."""
    try:
        pdf = pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused(Why.LOCKED) from None
    with pdf:
        if pdf.is_encrypted:
            raise Refused(Why.LOCKED)
        for thing in list(pdf.objects):
            disarm(thing)
        for page in pdf.pages:
            keep_quiet_notes(page.obj)
        if not len(pdf.pages):
            raise Refused(Why.UNREADABLE)
        for key in (Name.Info, Name.ID):
            if key in pdf.trailer:
                del pdf.trailer[key]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def disarm(thing: Object) -> None:
    for one in everything_in(thing):
        if is_action(one) or str(one.get(Name.Subtype, "")) in NOTES:
            for key in list(one.keys()):
                del one[key]
            continue
        for key in GONE:
            if key in one:
                del one[key]
        if isinstance(one, Stream):
            keep_inside(one)


def everything_in(thing: Object) -> Iterator[Any]:
    """Every dictionary and stream that stands directly in ``thing``; what it only points at comes by itself."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary | Stream):
            yield one
            waiting += [value for value in one.values() if is_held(value)]
        elif isinstance(one, Array):
            waiting += [value for value in one if is_held(value)]


def is_held(value: Any) -> bool:
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def is_action(one: Any) -> bool:
    return not isinstance(one, Stream) and str(one.get(Name.S, "")) in ACTIONS


def keep_inside(stream: Any) -> None:
    """The content is its own: never another file's, and no picture in it tells where it was taken."""
    for key in ("/F", "/FFilter", "/FDecodeParms"):
        if key in stream:
            del stream[key]
    filters = [str(one) for one in listed(stream.get(Name.Filter, Array()))]
    if filters[-1:] == ["/DCTDecode"]:
        photo = stream.read_raw_bytes()
        for packed in filters[:-1]:
            photo = UNPACKED[packed](photo)
        stream.write(without_data(photo), filter=Name.DCTDecode)


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else [value]


def keep_quiet_notes(page: Any) -> None:
    """The notes on a page, without those that were emptied."""
    if Name.Annots in page:
        page.Annots = Array([note for note in page.Annots if isinstance(note, Dictionary) and Name.Subtype in note])
