"""The page without a log-in: what is published stands there for anybody, and nothing else does."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cmm.audit.models import AuditEntry
from reports.enums import EditionState
from reports.models import Edition, EditionFile
from reports.selectors import publications
from tests.factories.editions import edition_in
from tests.statements import asking

DANISH, ENGLISH = "reports:publication_list", "reports:publication_list_en"


@pytest.fixture
def shelf(statistician):
    """A published edition, and one of every other state that can have files."""
    states = [EditionState.PUBLISHED, EditionState.DRAWN, EditionState.REVIEWED, EditionState.SEALED]
    for number, state in enumerate(states, start=1):
        edition = edition_in(state, by=statistician, number=number)
        for kind, language in (("pdf", "da"), ("csv", "da"), ("pdf", "en")):
            content = f"{number}{kind}{language}".encode()
            facts = {"name": f"rapport-{number}.{kind}", "size": 6, "sha256": f"{number:064}", "content": content}
            EditionFile.objects.create(edition=edition, kind=kind, language=language, **facts)
    return Edition.objects.get(state=EditionState.PUBLISHED)


def fetch(number=1, kind="pdf", language="da", year=2021, **headers):
    return Client().get(reverse("reports:publication_file", args=[year, number, kind, language]), headers=headers)


@pytest.mark.parametrize(
    ("name", "language", "words"), [(DANISH, "da", "offentliggjort statistik"), (ENGLISH, "en", "published statistics")]
)
def test_anybody_reads_what_is_published_in_both_languages(shelf, name, language, words):
    with asking(1):
        answer = Client().get(reverse(name))
    links = [f"/publications/2021/1/{kind}/{of}/" for kind, of in (("pdf", "da"), ("csv", "da"), ("pdf", "en"))]
    assert (answer.status_code, answer["Content-Language"], f'lang="{language}"' in answer.text) == (
        200,
        language,
        True,
    )
    assert [words in answer.text, *(link in answer.text for link in links), f"{1:064}" in answer.text] == [True] * 5
    assert "/publications/2021/2/" not in answer.text
    assert "noindex" not in answer.text


def test_a_file_is_the_published_bytes_and_is_kept_by_whoever_stands_between(shelf):
    answer = fetch()
    assert (answer.content, answer["Content-Type"], answer["Cache-Control"]) == (
        b"1pdfda", "application/pdf", "public, max-age=31536000, immutable",
    )  # fmt: skip
    assert (answer["ETag"], "rapport-1.pdf" in answer["Content-Disposition"], dict(answer.cookies)) == (
        f'"{1:064}"', True, {},
    )  # fmt: skip
    again = fetch(**{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("number", [2, 3, 4, 5, 0, 999_999_999_999])
def test_what_is_not_published_is_not_there(shelf, number):
    assert fetch(number=number).status_code == 404


@pytest.mark.parametrize("wrong", [{"kind": "exe"}, {"language": "de"}, {"year": 1999}, {"year": 99_999_999_999}])
def test_a_file_nobody_printed_is_not_there(shelf, wrong):
    assert fetch(**wrong).status_code == 404


def test_the_page_is_kept_for_some_minutes_and_never_with_somebodys_cookie(shelf, as_role):
    assert Client().get(reverse(DANISH))["Cache-Control"] == "public, max-age=300"
    assert as_role("ministry_reader").get(reverse(DANISH))["Cache-Control"] == "private, max-age=300"


def test_nobody_is_written_down(shelf):
    before = AuditEntry.objects.count()
    fetch()
    Client().get(reverse(DANISH))
    assert AuditEntry.objects.count() == before


def test_nobody_reads_an_edition_but_through_the_two_functions(shelf):
    """The web's login, with nobody acting: the tables are empty, the functions tell of what is published."""
    from cmm.core.context import acting

    with acting(None), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM reports_edition), (SELECT count(*) FROM reports_editionfile)")
        assert cursor.fetchone() == (0, 0)
        assert [(one.year, one.number, len(one.files)) for one in publications.published()] == [(2021, 1, 3)]
        found = [publications.published_file(2021, number, "pdf", "da") for number in (1, 2)]
        assert found == [("rapport-1.pdf", f"{1:064}", b"1pdfda"), None]


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete", "options"])
def test_the_public_pages_take_nothing(db, verb):
    urls = [reverse(DANISH), reverse(ENGLISH), reverse("reports:publication_file", args=[2021, 1, "pdf", "da"])]
    assert [getattr(Client(), verb)(url).status_code for url in urls] == [405] * 3


def test_before_the_first_report_the_page_says_so(db):
    assert "Der er ikke offentliggjort" in Client().get(reverse(DANISH)).text
