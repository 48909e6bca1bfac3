"""Documents of a case, on a screen: added, refused, fetched, and withdrawn when they were another person's."""

import pytest
from django.urls import reverse

from cases.models import Document
from tests.factories.cases import CaseFactory
from tests.files import made

pytestmark = pytest.mark.browser


def test_a_document_is_added_fetched_and_withdrawn(visitor):
    worker = visitor("cmm_caseworker")
    case = CaseFactory(caseworker=worker.user, victim__code_name="Skarv")
    worker.visit(reverse("cases:document_list", args=[case.ref])).sees("Der er ikke tilføjet dokumenter").is_clean()

    worker.press("Tilføj et dokument").sees("Skriv ikke navne i titlen").is_clean()
    choose(worker, "Brev.pdf", b"<html>")
    worker.sees("Kun PDF, JPEG, PNG og WebP kan tilføjes.").is_clean()
    choose(worker, "Skade.jpg", made.photo(word="Hjemme"))
    worker.sees("Dokumentet er gemt i sagen.").is_clean()

    with worker.page.expect_download() as fetched:
        worker.page.get_by_role("link", name="Politiets foto").click()
    assert fetched.value.suggested_filename == f"{case.ref}-dok-1.jpg"
    assert b"Hjemme" not in fetched.value.path().read_bytes()

    worker.press("Træk dokument 1 tilbage").sees("Det kan ikke fortrydes.").is_clean()
    worker.press("Træk dokumentet tilbage").sees("Udfyld feltet.").is_clean()
    worker.page.locator("[name=reason]").fill("Fotoet viser en anden person.")
    worker.press("Træk dokumentet tilbage").sees("Fotoet viser en anden person.").is_clean()
    assert not Document.objects.get().is_open


def choose(worker, name, content):
    worker.page.locator("[name=file]").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})
    worker.page.locator("[name=title]").fill("Politiets foto")
    worker.press("Tilføj dokumentet")
