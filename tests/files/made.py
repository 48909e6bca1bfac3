"""Files for tests: harmless ones, and hostile ones, all made here."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

GPS, MAKER, COMMENT = 0x8825, 0x010F, 0x9286
SIZE = (60, 40)


def picture(size=SIZE, mode="RGB"):
    image = Image.new(mode, size)
    image.putpixel((3, 2), {"RGB": (200, 10, 30), "RGBA": (200, 10, 30, 255)}.get(mode, 1))
    return image


def with_exif(word="Kamera", turned=1):
    exif = Image.Exif()
    exif[MAKER], exif[0x0112] = word, turned
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 40.0, 30.0), 3: "E", 4: (12.0, 34.0, 5.0), 29: word})
    return exif.tobytes()


def photo(kind="jpeg", word="Kamera", turned=1, size=SIZE, **more):
    """A photograph that tells where it was taken, in every way its kind knows."""
    out = io.BytesIO()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{word}</x:xmpmeta>".encode()
    told = {"exif": with_exif(word, turned), "icc_profile": f"icc{word}".encode()}
    if kind == "png":
        from PIL.PngImagePlugin import PngInfo

        told["pnginfo"] = PngInfo()
        told["pnginfo"].add_text("Author", word)
        told["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
    else:
        told["xmp"] = xmp
    if kind == "jpeg":
        told["comment"] = word.encode()
    picture(size).save(out, format=kind, **told | more)
    return out.getvalue()


def pdf(text="Et brev.", change=None, **saving):
    """A PDF of one page that says ``text``; ``change`` may do to it what it likes."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = document.make_stream(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1"))
    if change:
        change(document, page.obj)
    out = io.BytesIO()
    document.save(out, fix_metadata_version=False, **saving)
    return out.getvalue()


def script(document, _page=None):
    return document.make_indirect(Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert('EVIL')")))


def note(document, page, **facts):
    facts = {"Type": Name.Annot, "Rect": Array([0, 0, 300, 200])} | facts
    page.Annots = Array([document.make_indirect(Dictionary(**facts))])


def opens_with(**action):
    def change(document, _page):
        document.Root.OpenAction = Dictionary(Type=Name.Action, **action)

    return change


def clicks(**action):
    def change(document, page):
        note(document, page, Subtype=Name.Link, A=Dictionary(Type=Name.Action, **action))

    return change


def with_script(document, page):
    document.Root.OpenAction = script(document)
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("EVIL"), script(document)])))
    page.AA = Dictionary(O=script(document))


def with_file(document, page):
    document.attachments["EVIL.exe"] = pikepdf.AttachedFileSpec(document, b"MZ EVIL", filename="EVIL.exe")
    held = document.make_stream(b"MZ EVIL")
    spec = Dictionary(Type=Name.Filespec, F=String("EVIL.exe"), EF=Dictionary(F=held))
    note(document, page, Subtype=Name.FileAttachment, FS=spec, Contents=String("EVIL"))
    document.Root.AF = Array([document.make_indirect(spec)])


def with_form(document, page):
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("felt"), Rect=Array([0, 0, 9, 9]),
        AA=Dictionary(K=script(document)),
    )  # fmt: skip
    page.Annots = Array([document.make_indirect(field)])
    document.Root.AcroForm = Dictionary(
        Fields=Array([page.Annots[0]]), XFA=Array([String("EVIL"), document.make_stream(b"<xdp>EVIL</xdp>")])
    )


def with_data(word="EVIL"):
    def change(document, page):
        document.docinfo["/Author"] = word
        page.PieceInfo = Dictionary(EVIL=Dictionary(Private=String(word)))
        for owner in (document.Root, page):
            xmp = document.make_stream(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{word}</x:xmpmeta>".encode())
            xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
            owner.Metadata = xmp

    return change


def with_photo(word="EVIL", packed=False):
    def change(document, page):
        content = photo(word=word)
        held = document.make_stream(zlib.compress(content) if packed else content)
        held.Type, held.Subtype, held.Width, held.Height = Name.XObject, Name.Image, *SIZE
        held.ColorSpace, held.BitsPerComponent = Name.DeviceRGB, 8
        held.Filter = Array([Name.FlateDecode, Name.DCTDecode]) if packed else Name.DCTDecode
        page.Resources.XObject = Dictionary(Im1=held)

    return change


def outside(document, page):
    """A page whose content would be read from a file of whoever opens it."""
    stream = document.make_stream(b"")
    stream.F = Dictionary(Type=Name.Filespec, F=String("/etc/EVIL"))
    page.Contents = stream


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width, height, rows, *more):
    """A PNG that says it is so wide and so high, whatever its rows hold."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"".join(more) + chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def moving(kind):
    out = io.BytesIO()
    picture().save(out, format=kind, save_all=True, append_images=[Image.new("RGB", SIZE, "red")])
    return out.getvalue()
