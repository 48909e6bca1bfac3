"""The leader's figures: rounds and the three counters of a period, by everything they are asked by."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, RoundFactory, VenueFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
PAGE = reverse("outreach:figures")
# Session, user, roles and the log included.
STATEMENTS = 11
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def clinic(worker):
    kind, town = code("venue_type", "massage_clinic"), code("municipality", "101")
    return VenueFactory(organisation=worker.organisation, name="Prøveklinikken", venue_type=kind, municipality=town)


@pytest.fixture
def night(worker, venue, clinic):
    """Friday's round from ten until one, with R-1 met on the square and in the clinic, and somebody new."""
    outing = RoundFactory(
        worker=worker, venue=clinic, started_at=FRIDAY - timedelta(minutes=15), ended_at=FRIDAY + timedelta(hours=3)
    )
    visit = code("contact_type", "clinic_visit")
    met = {"recorded_by": worker, "round": outing}
    ContactFactory(**met, venue=venue, met_at=FRIDAY, met_before="yes", own_code="R-1")
    ContactFactory(**met, venue=venue, met_at=FRIDAY, met_before="new")
    ContactFactory(
        **met, venue=clinic, contact_type=visit, met_at=FRIDAY + timedelta(days=1), met_before="yes", own_code="R-1"
    )
    ContactFactory(**met, venue=clinic, contact_type=visit, met_at=FRIDAY + timedelta(days=1), met_before="")
    return outing


def told(row):
    return {name: row[name] for name in ("rounds", "days", "visits", "at_least", "at_most", "new", "unclear")}


def line(*numbers):
    return dict(zip(("rounds", "days", "visits", "at_least", "at_most", "new", "unclear"), numbers, strict=True))


def test_the_page_opens_on_the_half_year(desk, night):
    figures = desk.get(PAGE).context["figures"]

    assert (figures["first"], figures["last"], figures["until"]) == ("2026-07-01", "2026-12-31", "2026-11-22")
    assert told(figures["total"]) == line(1, 2, 4, 2, 2, 1, 1)
    assert [row["key"] for row in figures["months"]] == [f"2026-{month:02d}-01" for month in range(7, 12)]
    assert told(figures["months"][-1]) == line(1, 2, 4, 2, 2, 1, 1)
    assert told(figures["months"][0]) == line(0, 0, 0, 0, 0, 0, 0)


def test_every_way_of_telling_tells_persons_apart_by_itself(desk, night):
    figures = desk.get(PAGE).context["figures"]

    assert {row["key"]: told(row) for row in figures["venue_types"]} == {
        "street": line(1, 1, 2, 2, 2, 1, 0),
        "massage_clinic": line(1, 1, 2, 1, 1, 0, 1),
    }
    assert {row["key"]: told(row) for row in figures["municipalities"]} == {
        "": line(1, 1, 2, 2, 2, 1, 0),
        "101": line(1, 1, 2, 1, 1, 0, 1),
    }
    assert {row["key"]: told(row) for row in figures["contact_types"]} == {
        "street": line(1, 1, 2, 2, 2, 1, 0),
        "clinic_visit": line(0, 1, 2, 1, 1, 0, 1),
    }
    assert [told(row) for row in figures["weekdays"]][4:6] == [line(1, 1, 2, 2, 2, 1, 0), line(0, 1, 2, 1, 1, 0, 1)]


def test_persons_without_a_code_are_bounds_over_several_days(desk, worker, venue):
    for days in range(3):
        ContactFactory(recorded_by=worker, venue=venue, met_at=FRIDAY - timedelta(days=days), met_before="yes")

    page = desk.get(PAGE, {"start": "16-11-2026", "end": "22-11-2026"})

    assert told(page.context["figures"]["total"]) == line(0, 3, 3, 1, 3, 0, 0)
    assert "3 unikke pr. døgn er mellem 1 og 3 forskellige personer" in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"municipality": "101"}, {"venue_type": "massage_clinic"}, {"contact_type": "clinic_visit"}],
    ids=lambda asked: next(iter(asked)),
)
def test_the_figures_are_narrowed_and_the_round_that_met_them_counts(desk, night, asked):
    assert told(desk.get(PAGE, asked).context["figures"]["total"]) == line(1, 1, 2, 1, 1, 0, 1)


def test_the_calendar_says_when_somebody_was_out_and_the_small_hours_belong_to_the_evening(desk, night):
    figures = desk.get(PAGE).context["figures"]

    assert figures["hours_out"] == [[4, 0, 1], [4, 1, 1], [4, 22, 1], [4, 23, 1]]
    assert figures["hours_met"] == [[4, 22, 2], [5, 22, 2]]
    assert figures["days"] == [["2026-11-20", 1, 2], ["2026-11-21", 0, 2]]
    heat = desk.get(PAGE).context["calendars"][0]
    assert [(name, [cell.text for cell in cells]) for name, cells in heat.rows] == [
        (f"kl. {hour}", ["0", "0", "0", "0", "1", "0", "0"]) for hour in ("22", "23", "00", "01")
    ]


def test_another_organisations_contacts_and_rounds_are_not_counted(desk):
    others = staff("outreach_worker", organisation=OrganisationFactory(code="andre", capabilities=["outreach"]))
    ContactFactory(recorded_by=others, round=RoundFactory(worker=others, started_at=FRIDAY), met_at=FRIDAY)

    page = desk.get(PAGE)

    assert told(page.context["figures"]["total"]) == line(0, 0, 0, 0, 0, 0, 0)
    assert "Ingen runder og ingen kontakter i perioden" in page.content.decode()


def test_more_than_two_years_are_refused_at_the_field(desk):
    answer = desk.get(PAGE, {"start": "01-01-2020", "end": "01-01-2026"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"end": ["Der kan højst vises tal for to år ad gangen."]}


def test_the_statements_do_not_grow_with_the_figures(desk, night, worker):
    for days in range(20):
        RoundFactory(worker=worker, started_at=NOW - timedelta(days=days), ended_at=NOW)
        ContactFactory(recorded_by=worker, met_at=NOW - timedelta(days=days), met_before="yes", own_code=f"R-{days}")

    with statements() as asked:
        desk.get(PAGE, {"start": "01-01-2026", "end": "31-12-2026", "venue_type": "street"})

    assert len(asked) == STATEMENTS, "\n".join(asked)


def test_the_tables_leave_as_a_file_and_the_log_says_so(desk, night):
    answer = desk.get(reverse("outreach:figures_file", args=["csv"]), {"municipality": "101"})

    text = answer.content.decode("utf-8-sig")
    assert "København;1;1;2;1;1;0;1\r\n" in text
    assert "R-1" not in text
    entry = AuditEntry.objects.get(action=AuditAction.OUTREACH_FIGURES_TAKEN)
    assert entry.details == {
        "kind": "csv", "first": "2026-07-01", "last": "2026-12-31", "municipality": "101"
    }  # fmt: skip


def test_the_contacts_leave_with_the_own_code_and_each_is_noted(desk, night):
    answer = desk.get(reverse("outreach:contacts_file", args=["csv"]), {"contact_type": "street"})

    rows = [row.split(";") for row in answer.content.decode("utf-8-sig").splitlines()]
    assert [row[-5:] for row in rows[1:]] == [["R-1", "1", "1", "0", "0"], ["", "1", "1", "1", "0"]]
    assert Reading.objects.filter(surface="export").count() == 2
    assert AuditEntry.objects.get(action=AuditAction.CONTACTS_TAKEN).details["contacts"] == 2


def test_no_cell_of_a_workbook_is_a_formula(desk, worker):
    place = VenueFactory(organisation=worker.organisation, name="=1+1")
    ContactFactory(recorded_by=worker, venue=place, met_at=FRIDAY)

    text = desk.get(reverse("outreach:contacts_file", args=["csv"])).content.decode("utf-8-sig")
    book = desk.get(reverse("outreach:contacts_file", args=["xlsx"])).content

    assert ";'=1+1;" in text
    assert book.startswith(b"PK")
    assert b"<f>" not in book


def test_a_worker_counts_nothing(phone):
    assert phone.get(PAGE).status_code == 404
