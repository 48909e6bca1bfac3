"""Reviewed by a second person, sealed, published, corrected, and made again from the seal."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from cases.enums import CodeList
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from reports.figures.sums import SumsDiffer
from reports.models import Edition, EditionFile
from reports.services import approve_edition, publish_edition, request_edition
from reports.services.reproducing import reproduce
from tests.factories.accounts import staff
from tests.factories.cases import InquiryFactory, code
from tests.reports.conftest import WHY, asked, released, sealed

YEAR = 2026


def received(number, day=1):
    """So many inquiries by the police in an e-mail, still being worked on."""
    by = {"channel": code(CodeList.REFERRAL_CHANNEL, "email"), "logged_by": staff("cmm_caseworker")}
    for _one in range(number):
        InquiryFactory(received_at=datetime(YEAR, 3, day, 9, tzinfo=UTC), **by)


def all_inquiries(edition):
    table = next(one for one in edition.figures["tables"] if one["id"] == "inquiries")
    return next(cell["value"] for cell in table["cells"] if cell["key"][0] == "all")


def false_file(edition):
    """A file whose bytes are not those its digest was taken of, as if somebody had changed them."""
    return EditionFile.objects.create(
        edition=edition, kind="xlsx", language="da", name="tabeller.xlsx", size=3, sha256="0" * 64, content=b"nye"
    )


@pytest.fixture
def first(loaded, statistician, quick_drawing):
    received(9)
    return asked(statistician, YEAR)


def test_a_year_of_the_register_is_reviewed_sealed_and_published(first, people):
    edition = released(people, first)
    assert list(Edition.objects.allowed(people["ministry_reader"])) == [edition]
    entry = AuditEntry.objects.get(action="edition.sealed")
    files = dict(edition.files.values_list("name", "sha256"))
    assert {name: entry.details[name] for name in ("figures", "extract", "files")} == {
        "figures": edition.digest, "extract": edition.extract.digest, "files": files,
    }  # fmt: skip
    assert entry.details | {"year": YEAR} == edition.seal | {"year": YEAR}


def test_whoever_asked_does_not_review(first, statistician):
    with pytest.raises(RuleError) as caught:
        approve_edition(actor=statistician, edition=first)
    assert caught.value.code == "same_person"
    reviewed = {"state": "reviewed", "reviewed_by": statistician, "reviewed_at": datetime(YEAR, 11, 1, tzinfo=UTC)}
    with pytest.raises(DatabaseError, match="second_person"), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(**reviewed)


@pytest.mark.parametrize("change", [{"state": "published"}, {"state": "sealed"}, {"seal": {"files": {}}}])
def test_no_step_is_left_out(first, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(**change)


def test_what_is_not_what_it_was_is_not_sealed_and_says_its_name(first, people):
    false_file(first)
    edition = sealed(people, first)
    assert (edition.state, edition.trouble) == ("stopped", [{"kind": "broken", "places": ["tabeller.xlsx"]}])


def test_a_seal_of_before_another_edition_was_published_is_made_anew(first, people, statistician):
    edition = sealed(people, first)
    released(people, asked(statistician, 2025))
    with pytest.raises(RuleError) as caught:
        publish_edition(actor=statistician, edition=edition)
    assert caught.value.code == "sealed_before"
    assert released(people, edition).seal["earlier"] == ["2025-1"]


def test_late_rows_make_a_correction_and_the_first_edition_is_made_again(first, people, statistician, as_role):
    released(people, first)
    received(8, day=2)
    second = asked(statistician, YEAR)
    assert (second.corrects, second.number, all_inquiries(first), all_inquiries(second)) == (first, 2, 9, 17)
    noted = {(one["table"], one["key"][0]): one for one in second.figures["revision"]}
    assert noted["inquiries", "all"] == {
        "edition": "2026-1", "table": "inquiries", "key": ["all", "2026"], "old": 9, "new": 17,
        "cause": {
            "da": "Afgørelser truffet eller ændret, efter at udgave 2026-1 blev fastfrosset.",
            "en": "Decisions made or changed after edition 2026-1 was frozen.",
        },
    }  # fmt: skip
    assert (released(people, second).state, reproduce(first)[1], reproduce(second)[1]) == ("published", [], [])
    assert second.figures["reason"] == {"da": WHY["why_da"], "en": WHY["why_en"]}
    with pytest.raises(RuleError) as refused:
        request_edition(actor=statistician, year=YEAR, why_da="For sent.", why_en=" ")
    assert (refused.value.code, refused.value.field) == ("no_reason", "why_en")
    answer = as_role("cmm_statistician").post(reverse("reports:edition_list"), {"year": "2026", "why_da": "For sent."})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["why_en"])
    assert answer.context["form"]["why_da"].value() == "For sent."
    again = request_edition(actor=statistician, year=YEAR, **WHY)
    assert again.corrects == second
    assert request_edition(actor=statistician, year=YEAR) == again


def test_a_correction_that_changes_nothing_is_no_edition(first, people, statistician):
    released(people, first)
    again = asked(statistician, YEAR)
    assert (again.state, again.same_as) == ("unchanged", first)


def test_what_cannot_be_made_again_is_named(first, capsys):
    false_file(first)
    with pytest.raises(CommandError, match="2 differences"):
        call_command("reproduce_edition", first.ref)
    assert capsys.readouterr().out.splitlines() == [
        "tabeller.xlsx er ikke længere det, der blev forseglet.", "tabeller.xlsx bliver ikke dannet.",
    ]  # fmt: skip


def test_sums_that_differ_stop_the_edition_in_plain_words(loaded, statistician, quick_drawing, monkeypatch, as_role):
    trouble = {"kind": "sums", "table": {"da": "Køn", "en": "Sex"}, "column": "2026", "parts": 7, "total": 8}

    def differing(*_parts):
        raise SumsDiffer([trouble])

    monkeypatch.setattr("reports.services.freezing.figures_of", differing)
    edition = asked(statistician, YEAR)
    assert (edition.state, edition.figures, edition.trouble) == ("stopped", None, [trouble])
    text = as_role("cmm_statistician").get(edition.get_absolute_url()).text
    assert "»Køn« (2026): delene giver 7, og totalen er 8." in text


def test_the_public_gets_exactly_the_published_files(first, people, tmp_path):
    with pytest.raises(CommandError, match="No edition of 2026 is published"):
        call_command("edition_files", "2026", "--out", str(tmp_path))
    released(people, first)
    call_command("edition_files", "2026", "--out", str(tmp_path / "ud"), verbosity=0)
    written = {path.name: path.read_bytes() for path in (tmp_path / "ud").iterdir()}
    assert written == {file.name: bytes(file.content) for file in first.files.all()}
