"""Tables of their own and thresholds as verbs: who, from what, and what is known afterwards."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from reports.extracts.packing import packed
from reports.figures.live import live_figures
from reports.models import Edition, Extract, ExtractPart, FreeTable, Threshold
from reports.selectors import releases
from reports.services import release_table, set_threshold
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.reports.persons import persons, register_of

pytestmark = pytest.mark.django_db

PEOPLE = persons(120, seed=7)
LATE = [*PEOPLE, *persons(1, seed=8)]


def edition_of(year, number, state, figures, by):
    """An edition as sealing or publishing leaves it."""
    now = timezone.now()
    return Edition.objects.create(
        year=year, number=number, is_live=True, state=state, figures=figures, requested_by=by,
        digest=hashlib.sha256(f"{year}-{number}".encode()).hexdigest(), reviewed_by=staff("cmm_coordinator"),
        reviewed_at=now, sealed_at=now, seal={"figures": "", "files": {}}, published_by=by, published_at=now,
    )  # fmt: skip


def publish(figures, number, people, by):
    """An edition with the rows it counted."""
    edition = edition_of(2024, number, "published", figures, by)
    fate = {"year": 2024, "annulled": False, "set_aside": False, "said_before": False, "outcome": "trafficked"}
    rows = [one | fate | {"person": str(place)} for place, one in enumerate(people)]
    part = packed("decisions", rows)
    extract = Extract.objects.create(edition=edition, code="test", head={}, digest="1" * 64)
    ExtractPart.objects.create(
        extract=extract, name=part.name, rows=part.rows, sha256=part.sha256, content=part.content
    )
    return edition


@pytest.fixture
def published(history, statistician):
    figures = live_figures(2024, *history, {2024: register_of(2024, PEOPLE)})
    return publish(figures, 1, PEOPLE, statistician)


def test_a_table_is_made_of_what_an_edition_counted_and_is_known_afterwards(published, statistician):
    table = release_table(actor=statistician, year=2024, down="sex", across="form")
    cells = {tuple(cell["key"]): cell["value"] for cell in table.figures["tables"][0]["cells"]}
    assert (cells["all", "all"], table.figures["counted"]) == (120, "2024-1")
    assert [one["ref"] for one in releases.released()] == ["2024-1", table.ref]
    entry = AuditEntry.objects.get(action="table.released")
    assert entry.details == {"year": 2024, "population": "identified", "down": "sex", "across": "form"}


def test_its_page_names_every_row_and_column(published, statistician):
    table = release_table(actor=statistician, year=2024, down="sex", across="form")
    page = plain(browser_of(statistician).get(table.get_absolute_url()))
    heads = ["Køn", "Seksuel udnyttelse", "I alt"]
    assert (page.count("None"), [head for head in heads if f'<th scope="col">{head}</th>' not in page]) == (0, [])


def plain(answer):
    return answer.content.decode()


def test_asked_for_twice_it_is_one_table(published, statistician):
    first, second = (release_table(actor=statistician, year=2024, down="sex", across="form") for _time in range(2))
    assert (first, FreeTable.objects.count()) == (second, 1)


def test_after_a_correction_it_is_made_of_the_counting_that_was_divided(published, history, statistician):
    figures = live_figures(2024, *history, {2024: register_of(2024, LATE)}, earlier=releases.released())
    publish(figures, 2, LATE, statistician)
    table = release_table(actor=statistician, year=2024, down="sex", across="form")
    assert table.figures["counted"] == "2024-1"


def test_a_year_nobody_has_sealed_has_no_table(statistician):
    with pytest.raises(RuleError) as refused:
        release_table(actor=statistician, year=2024, down="sex", across="form")
    assert (refused.value.field, FreeTable.objects.exists()) == ("year", False)


def test_no_table_overtakes_a_sealed_edition(published, history, statistician):
    edition_of(2025, 1, "sealed", {}, statistician)
    with pytest.raises(RuleError) as refused:
        release_table(actor=statistician, year=2024, down="sex", across="form")
    assert refused.value.code == "edition_ahead"


def test_one_grouping_is_no_crossing(published, statistician):
    with pytest.raises(RuleError) as refused:
        release_table(actor=statistician, year=2024, down="sex", across="sex")
    assert refused.value.field == "across"


def test_a_coordinator_settles_the_threshold_and_the_log_says_what_it_was(people):
    set_threshold(actor=people["cmm_coordinator"], value=8, reason="Aftalt med ministeriet")
    set_threshold(actor=people["cmm_coordinator"], value=6, reason="Prøvet af")
    assert releases.threshold() == 6
    told = [entry.details for entry in AuditEntry.objects.filter(action="threshold.set").order_by("pk")]
    assert told == [{"value": 8, "before": None}, {"value": 6, "before": 8}]


def test_the_same_threshold_is_not_settled_again(people):
    set_threshold(actor=people["cmm_coordinator"], value=8, reason="Aftalt")
    with pytest.raises(ValidationError):
        set_threshold(actor=people["cmm_coordinator"], value=8, reason="Igen")
    assert Threshold.objects.count() == 1


def test_who_makes_the_figures_does_not_settle_the_threshold(statistician):
    with pytest.raises(PermissionDenied):
        set_threshold(actor=statistician, value=3, reason="")
