"""C1: markers are written into identities and files and looked for in all that lies about. None can be read.

By hand at full size: ./dev test tests/crypto/test_markers.py --identities 2000
"""

import base64
import io
import logging
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pikepdf import ObjectStreamMode
from pypdf import PdfReader

from cases.models import Identity
from cases.services import change_identity, record_identity, reveal_identity, write_journal
from cmm.crypto import vault
from tests.crypto import remains
from tests.crypto.markers import Markers, found_in_files
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.files import made

FORMS = {
    "plain": lambda text: text,
    "UTF-16": lambda text: text.decode().encode("utf-16-le"),
    "UTF-16, the other end first": lambda text: text.decode().encode("utf-16-be"),
    "hex": lambda text: text.hex().encode(),
    "HEX": lambda text: text.hex().upper().encode(),
    "UTF-16 in hex": lambda text: text.decode().encode("utf-16-le").hex().encode(),
    "base64": base64.b64encode,
    "base64 for addresses": base64.urlsafe_b64encode,
    "UTF-16 in base64": lambda text: base64.b64encode(text.decode().encode("utf-16-le")),
}


@pytest.mark.parametrize("written", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("before", ["", ".", "..", "...", "...."])
def test_the_search_reads_every_form(written, before):
    markers = Markers()
    word, number = markers.word("g", 7), markers.number(7)
    text = b"\x00\xff" + written(f"{before}{word} {number[:6]}-{number[6:]}{before}".encode()) + b"\x01\xfe"
    assert markers.found_in(text) == {word, number}


def test_the_search_finds_nothing_where_nothing_is():
    assert Markers().found_in(bytes(range(256)) * 40 + b"zq0123456789g7x 0101770000" * 9) == set()


@pytest.fixture
def markers(transactional_db):
    return Markers()


@pytest.mark.django_db(transaction=True)
def test_no_marker_of_an_identity_can_be_read_anywhere(markers, request, tmp_path, client):
    log, number = tmp_path / "said.log", request.config.getoption("--identities") or 200
    with remains.wal_kept() as first:
        with remains.listening(log):
            by_verbs(markers, number)
            by_pages(markers, client)
            by_drafts(markers, client)
            by_uploads(markers, client)
            witness = plant_in_the_open(markers)
        places = {
            "dump": remains.dump(tmp_path),
            "tables": remains.tables(),
            "write-ahead log": remains.wal_since(first),
            "logs": [log, *remains.logs()],
            "media": remains.media(),
            "broker": remains.broker(),
        }
        found = {place: found_in_files(markers, paths) for place, paths in places.items()}
    assert found == {place: {witness} for place in places}


def by_verbs(markers, number):
    """Identities recorded, changed and shown, every field of each a marker."""
    worker = staff("cmm_caseworker")
    for n in range(number):
        names, *others = markers.identity(n)
        identity = record_identity(actor=worker, case=CaseFactory(), particulars=names)
        for version, particulars in enumerate(others, 1):
            change_identity(actor=worker, identity=identity, version=version, particulars=particulars)
        reveal_identity(actor=worker, identity=identity, group="contact")


def by_pages(markers, client):
    """The same through the browser, refused forms and unknown pages included."""
    worker = staff("cmm_caseworker")
    client.force_login(worker)
    case, colleagues = CaseFactory(caseworker=worker), CaseFactory()
    names, numbers, _contact = markers.identity(4_000)
    wrong = numbers.filled() | {"cpr_number": f"{markers.number(4_001)}0"}

    def address(page, *group):
        return reverse(f"cases:identity{page}", args=[case.ref, *group])

    assert client.post(address("_edit", "numbers"), wrong).status_code == 422
    assert client.post(address("_edit", "numbers"), numbers.filled()).status_code == 302
    assert client.post(address("_edit", "names"), names.filled() | {"version": 9}).status_code == 422
    assert client.post(address("_edit", "no-such-group"), names.filled()).status_code == 404
    assert client.post(address("_group", "numbers")).status_code == 200
    door = client.post(reverse("cases:identity_edit", args=[colleagues.ref, "numbers"]), numbers.filled())
    assert (door.status_code, numbers.cpr_number in door.text) == (422, True)
    assert client.get(address("")).status_code == 200
    assert Identity.objects.filter(victim=case.victim).count() == 1


def by_drafts(markers, client):
    """What is typed and never saved, its heading too."""
    worker = staff("cmm_caseworker")
    client.force_login(worker)
    form = reverse("cases:journal_create", args=[CaseFactory(caseworker=worker).ref])
    words = [markers.word("k", n) for n in range(3)]
    told = {
        "draft_form": form,
        "draft_title": words[0],
        "title": words[1],
        "text": f"{words[2]} {markers.number(4_900)}",
    }
    assert client.post(reverse("draft_keep"), told).status_code == 200
    assert words[2] in client.get(form).text


def by_uploads(markers, client):
    """Files that say it in their text, in what cameras and programs write beside it, in their names, and behind their
    end; some are refused, one is damaged and one withdrawn.
    """
    worker = staff("cmm_caseworker")
    client.force_login(worker)
    case, colleagues = CaseFactory(caseworker=worker), CaseFactory()
    texts = [markers.word("d", n) for n in range(8)]
    sent = [made.pdf(f"{text} {markers.number(4_002 + n)}", plain(markers, n), **PLAIN) for n, text in enumerate(texts)]
    sent += [made.photo(kind, word=markers.word("e", kind)) for kind in ("jpeg", "png", "webp")]
    sent += [b"<html>" + markers.word("r", 1).encode(), sent[0][:-300] + markers.word("r", 2).encode()]
    assert [len(markers.found_in(one)) for one in sent] == [5] * 8 + [1] * 4 + [6]
    answers = [upload(client, markers, case, number, content) for number, content in enumerate(sent)]
    assert answers == [302] * 11 + [422] * 2
    assert upload(client, markers, colleagues, 99, sent[0]) == 422
    first, second, third = case.documents.order_by("number")[:3]
    (page,) = PdfReader(io.BytesIO(client.get(first.get_absolute_url()).content)).pages
    assert texts[0] in page.extract_text()
    vault.path_of(second.uuid).write_bytes(b"v1|")
    assert client.get(second.get_absolute_url()).status_code == 500
    client.post(reverse("cases:document_withdraw", args=[case.ref, third.number]), {"reason": "En andens."})
    assert client.get(third.get_absolute_url()).status_code == 404


PLAIN = {"compress_streams": False, "object_stream_mode": ObjectStreamMode.disable}


def plain(markers, n):
    """Who made it, and where the photo in it was taken."""

    def change(document, page):
        made.with_data(markers.word("i", n))(document, page)
        made.with_photo(markers.word("q", n))(document, page)
        page.Contents = document.make_stream(page.Contents.read_bytes() + f"% {markers.word('c', n)}".encode())

    return change


def upload(client, markers, case, number, content):
    file = SimpleUploadedFile(f"{markers.word('n', number)}.pdf", content)
    return client.post(reverse("cases:document_create", args=[case.ref]), {"title": "Brev", "file": file}).status_code


def plant_in_the_open(markers):
    """One marker where each place keeps what it is given in plain: a search that sees nothing else does see this."""
    witness = markers.word("v", "itness")
    write_journal(actor=staff("cmm_caseworker"), case=CaseFactory(), title="Vidne", text=witness)
    logging.getLogger("cmm").warning("%s", witness)
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        server.set("witness", witness, ex=600)
    (Path(settings.CMM_FILES_FOLDER) / "witness").write_text(witness)
    return witness
