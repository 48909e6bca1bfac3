"""The person's own sheet (security.md B4): every look at them, when and why, and never by whom."""

import re
from datetime import timedelta
from random import Random

import outloud
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from cmm.audit.selectors import readings_about
from cmm.core.context import Context, acting
from cmm.oversight.rendering.sheets import TALL, Line, height, lines_of, tables_of
from cmm.oversight.rendering.wordings import PARTS, languages, words_in
from cmm.oversight.selectors.persons import person_behind
from cmm.oversight.selectors.sheets import sheet_of
from cmm.oversight.services import make_sheet
from tests.factories.cases import CaseFactory, InquiryFactory, code
from tests.factories.merging import MergeFactory
from tests.oversight.conftest import look_around, names_and_addresses, sheet_in, words_of

pytestmark = pytest.mark.django_db
PAGE = 220  # mm of a page that lines may fill, beside a table's heads


@pytest.fixture
def seen(as_role, person):
    look_around(as_role, person)
    return person


def every_look():
    return Reading.objects.exclude(target_type="")


@pytest.mark.parametrize("language", languages())
def test_the_pdf_lists_every_look_and_names_nobody(as_role, seen, language):
    """Whatever real requests showed of the person stands in it, counted, and no colleague does."""
    looks = every_look().count()
    text = words_of(sheet_in(as_role("data_protection_officer"), seen["case"].ref, language))
    counted = sum(int(times) for times in re.findall(r"\d\d[.:]\d\d (\d+) ", text))
    assert looks > 10
    assert counted == looks
    assert [word for word in names_and_addresses() if word in text] == []


def test_every_look_stands_in_one_line_with_its_moment_and_reason(seen):
    person = person_behind(seen["case"].ref)
    lines = lines_of(sheet_of(person), "da")
    about = readings_about(**person.known_by)
    assert set(about.values_list("pk", flat=True)) == set(every_look().values_list("pk", flat=True))
    assert sum(line.times for line in lines) == about.count()
    for at in about.values_list("at", flat=True):
        assert any(line.first <= at <= line.last for line in lines)
    assert {line.why for line in lines} == {
        "For at hjælpe dig og behandle din sag", "For at træffe en afgørelse", "For at give dig et sted at bo"
    }  # fmt: skip
    assert {what for line in lines for what in line.whats} >= {
        "Overblik over din sag", "Notater i din sag", "Henvendelsen om dig", "Indkvartering", "Din sag i en søgning"
    }  # fmt: skip


def test_any_number_of_the_person_leads_to_the_same_person(seen):
    found = {person_behind(seen[name].ref).refs for name in ("case", "again", "inquiry")}
    assert found == {(seen["case"].ref, seen["again"].ref, seen["inquiry"].ref)}


def test_no_number_leads_to_somebody_else(people):
    """Of persons recorded one after the other, each with a language, a case and an inquiry, or an inquiry alone."""
    keeper, known = people["data_protection_officer"], {}
    for language in ("en", "ro", "vi"):
        case = CaseFactory(victim__language=code("language", language))
        inquiry, alone = InquiryFactory(case=case, outcome="case_opened"), InquiryFactory()
        whole = ((case.ref,), (inquiry.ref,), language)
        known |= {case.ref: whole, inquiry.ref: whole, alone.ref: ((), (alone.ref,), "")}

    with acting(Context(keeper.pk)):
        found = {ref: person_behind(ref) for ref in known}

    assert {ref: (one.case_refs, one.inquiry_refs, one.language) for ref, one in found.items()} == known


def test_two_merged_cases_are_one_persons_until_the_merge_is_undone(people):
    keeper = people["data_protection_officer"]
    now = timezone.now()
    undone = {"merged_at": now, "undone_at": now, "undone_by": keeper, "undone_reason": "Søsteren er en anden."}
    for facts, both in (({}, True), (undone, False)):
        merge = MergeFactory(**facts)
        with acting(Context(keeper.pk)):
            found = {case.ref: person_behind(case.ref).case_refs for case in (merge.case, merge.husk)}
        refs = tuple(sorted(found))
        assert found == {ref: refs if both else (ref,) for ref in refs}


def test_somebody_who_never_got_a_case_has_a_sheet_too(as_role, person):
    as_role("cmm_caseworker").get(reverse("cases:inquiry_detail", args=[person["inquiry"].ref]))
    text = words_of(sheet_in(as_role("data_protection_officer"), person["inquiry"].ref))
    assert "Henvendelsen om dig" in text
    assert "Overblik" not in text


def test_the_sheet_says_which_organisations_outside_cmm_have_seen_them(as_role, seen):
    text = words_of(sheet_in(as_role("data_protection_officer"), seen["case"].ref))
    after = text.partition("Hvem uden for CMM")[2]
    assert "Udlændingestyrelsen" in after
    assert "Prøvekrisecenter" in after
    assert "Center mod Menneskehandel" not in after


def test_making_the_sheet_is_a_look_the_next_sheet_tells_of(as_role, seen):
    officer, ref = as_role("data_protection_officer"), seen["case"].ref
    first = words_of(sheet_in(officer, ref))
    entry = AuditEntry.objects.get(action=AuditAction.SHEET_MADE)
    looks = Reading.objects.filter(surface="document").values_list("target_ref", "basis", "purpose", "page")
    told = "Oversigten over, hvem der har set din sag"
    assert told not in first
    assert (entry.case_ref, entry.purpose, entry.details["language"]) == (ref, "access_request", "da")
    assert set(looks) == {(seen[name].ref, "all", "access_request", "audit_sheet") for name in ("case", "again")}
    assert told in words_of(sheet_in(officer, ref))


def test_somebody_else_is_not_on_it(as_role, seen, caseworker):
    other = CaseFactory(caseworker=caseworker)
    before = sheet_of(person_behind(seen["case"].ref)).total
    as_role("cmm_caseworker").get(other.get_absolute_url())
    assert sheet_of(person_behind(seen["case"].ref)).total == before


@pytest.mark.parametrize("language", languages())
def test_the_sheet_can_be_read_aloud_and_is_in_its_language(as_role, seen, tmp_path, language):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet_in(as_role("data_protection_officer"), seen["case"].ref, language))
    assert [one for one in outloud.check(path).findings if one.severity in ("error", "warning")] == []
    assert PdfReader(path).trailer["/Root"]["/Lang"] == language


def test_a_sheet_with_one_look_and_one_with_none_can_be_read_aloud_too(as_role, person, tmp_path):
    officer, path = as_role("data_protection_officer"), tmp_path / "sheet.pdf"
    for words in ("Ingen har set oplysninger om dig", "Oversigten over, hvem der har set din sag"):
        path.write_bytes(sheet_in(officer, person["again"].ref))
        assert words in words_of(path.read_bytes())
        assert [one for one in outloud.check(path).findings if one.severity in ("error", "warning")] == []


def test_a_language_nobody_has_translated_into_is_refused(as_role, seen):
    answer = as_role("data_protection_officer").post(
        reverse("audit_sheet", args=[seen["case"].ref]), {"language": "th"}
    )
    assert (answer.status_code, "Vælg et af de sprog" in answer.text) == (422, True)
    assert not AuditEntry.objects.filter(action=AuditAction.SHEET_MADE).exists()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("ro", "Arket findes på det sprog."),
        ("th", "Arket er ikke oversat til det."),
        ("unknown", "Registret siger ikke, hvilket sprog personen taler."),
    ],
)
def test_the_page_says_whether_the_persons_language_is_there(as_role, person, code, told):
    from tests.factories.cases import code as code_of

    victim = person["case"].victim
    victim.language = code_of("language", code)
    victim.save()
    page = as_role("data_protection_officer").get(reverse("audit_sheet", args=[person["case"].ref]))
    assert told in page.text


def test_a_sheet_that_cannot_be_drawn_leaves_no_trace_and_says_so(as_role, seen, monkeypatch):
    from cmm.core.paper.drawing import DrawingFailed

    def fails(**_order):
        raise DrawingFailed("no paper")

    monkeypatch.setattr("cmm.oversight.services.sheets.draw", fails)
    before = Reading.objects.count()
    address = reverse("audit_sheet", args=[seen["case"].ref])
    answer = as_role("data_protection_officer").post(address, {"language": "da"}, follow=True)
    assert "Arket kunne ikke tegnes. Prøv igen om lidt." in answer.text
    assert Reading.objects.count() == before


@pytest.fixture
def looked_at_daily(caseworker):
    """Ten thousand looks at one person over four years."""
    case, chance, now = CaseFactory(), Random(1), timezone.now()
    purposes = ["casework", "casework", "decision", "supervision", "stand_in"]
    about = {"target_type": "cases.case", "target_id": str(case.pk), "target_ref": case.ref, "case_id": case.pk}
    Reading.objects.bulk_create(
        Reading(at=now - timedelta(days=1500 * chance.random()), actor_id=caseworker.pk, basis="assigned",
                organisation_id=caseworker.organisation_id, purpose=chance.choice(purposes), surface="page",
                page=chance.choice(list(PARTS)), **about)
        for _number in range(10_000)
    )  # fmt: skip
    return case


def test_ten_thousand_looks_are_all_counted_day_by_day_in_tables_that_fit(looked_at_daily):
    sheet = sheet_of(person_behind(looked_at_daily.ref))
    lines = lines_of(sheet, "da")
    assert sum(line.times for line in lines) == sheet.total == 10_000
    assert len({line.day for line in lines}) == len(lines) <= 1_501
    tables = tables_of(lines, "da")
    assert [line for table in tables for line in table.lines] == lines
    assert max(sum(map(height, table.lines)) for table in tables if len(table.lines) > 1) <= TALL
    assert max(map(height, lines)) < PAGE


def test_the_tallest_line_there_can_be_fits_on_a_page():
    for language in languages():
        words = words_in(language)
        whats = tuple(word for key, word in words.items() if key.startswith("what."))
        whys = tuple(word for key, word in words.items() if key.startswith("why."))
        now = timezone.now()
        assert height(Line(now.date(), 1, now, now, whats, whys)) < PAGE


@pytest.mark.parametrize("role", ["cmm_caseworker", "cmm_coordinator", "user_administrator"])
def test_nobody_but_who_keeps_the_log_makes_it_or_learns_whose_numbers_belong_together(people, seen, role):
    person = person_behind(seen["case"].ref)
    with pytest.raises(PermissionDenied):
        make_sheet(actor=people[role], person=person, language="da")
    with acting(Context(people[role].pk)):
        assert person_behind(seen["case"].ref) is None
    with acting(Context(people["data_protection_officer"].pk)):
        assert person_behind(seen["case"].ref) == person
