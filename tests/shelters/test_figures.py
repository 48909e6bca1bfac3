"""What a period held, and who may count it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from cases.enums import CodeList
from shelters.enums import ExitCause, RequestState
from shelters.models import Rate
from shelters.rules import Days, charge, months_of
from shelters.selectors.costs import costs
from shelters.selectors.figures import figures
from shelters.selectors.invoices import tariffs_of
from shelters.selectors.keyfigures import houses_billed, key_figures
from shelters.services import end_placement, move_victim, release_placement, report_disappeared, take_back
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import (
    TODAY,
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    night,
    nights,
    other_house,
)
from tests.statements import asking, statements

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))


def kind(name):
    return code(CodeList.ACCOMMODATION_TYPE, name)


def counted(user, period=YEAR, *, stays=True):
    return key_figures(user, houses_billed(user), period, TODAY, stays=stays)


def slept(first, departure, **facts):
    return PlacementFactory(stay=DateRange(date.fromisoformat(first), date.fromisoformat(departure)), **facts)


def ended(manager, cause=ExitCause.OWN_HOUSING, **facts):
    return PlacementFactory(exit_cause=cause, ended_by=manager, ended_at=timezone.now(), **facts)


def rate(house, first, until=None, amount="1000.00", child="0.00", source="Takstblad"):
    until = until and date.fromisoformat(until)
    days = DateRange(date.fromisoformat(first), until)
    return Rate.objects.create(
        shelter=house, valid=days, amount=Decimal(amount), child_amount=Decimal(child), source=source
    )


def test_nights_are_counted_by_house_and_month_and_a_year_change_splits_them(manager):
    stay = slept("2025-12-30", "2026-02-03")

    now, before = counted(manager), counted(manager, Days(date(2025, 1, 1), date(2026, 1, 1)))

    [house] = now.nights.houses
    assert (house.shelter, house.nights, house.by_month[:3]) == (stay.unit.shelter, 33, (31, 2, 0))
    assert [part[1] for part in before.nights.by_month] == [0] * 11 + [2]
    assert before.nights.nights + now.nights.nights == stay.nights


def test_a_leap_day_is_counted_in_its_february(manager):
    slept("2024-02-28", "2024-03-02")
    nights_of = counted(manager, Days(date(2024, 2, 1), date(2024, 3, 1))).nights
    assert (nights_of.nights, nights_of.offered) == (2, 29)


def test_nights_to_come_and_nights_of_whoever_never_came_are_not_counted(manager):
    PlacementFactory(stay=nights(-3, 30))
    PlacementFactory(stay=nights(-2, 2), never_came=True, ended_by=manager, ended_at=timezone.now())
    assert counted(manager).nights.nights == 3


def test_occupancy_is_taken_over_places_in_use_and_places_that_were_slept_in(manager):
    gone = UnitFactory(active=False)
    slept("2026-11-01", "2026-11-12", unit=gone)
    UnitFactory(shelter=gone.shelter)
    UnitFactory(shelter=gone.shelter, active=False)

    november = counted(manager, Days(date(2026, 11, 1), date(2026, 12, 1))).nights

    assert (november.places, november.offered, november.occupancy) == (2, 22 + 11, 33)


def test_a_move_is_one_stay_as_long_as_both(manager):
    stay = PlacementFactory(stay=nights(-40, 7))
    moved = move_victim(actor=manager, placement=stay, unit=UnitFactory(shelter=stay.unit.shelter), on=night(-10))
    again = move_victim(actor=manager, placement=moved, unit=UnitFactory(), on=night(-5))
    end_placement(actor=manager, placement=again, on=TODAY, cause=ExitCause.RETURNED)

    stays = counted(manager).stays

    assert (stays.ended.lengths.counts, stays.ended.causes) == ({40: 1}, {"returned": 1})
    assert (stays.came, stays.costs.nights) == (1, 40)


def test_lengths_have_a_median_and_bands(manager):
    for length in (3, 7, 8, 100):
        ended(manager, stay=nights(-length - 1, -1))
    lengths = counted(manager).stays.ended.lengths
    assert (lengths.median, lengths.quartiles, lengths.bands) == (Decimal("7.5"), (6, 31), [2, 1, 0, 1, 0])


def test_reden_is_held_against_all_other_places(manager):
    reden = ShelterFactory(accommodation_type=kind("reden_int_crisis"))
    ended(manager, ExitCause.DISAPPEARED, unit__shelter=reden, stay=nights(-9, -3), satisfaction=2)
    ended(manager, stay=nights(-9, -3), satisfaction=5)
    ended(manager, stay=nights(-9, -3))

    stays = counted(manager).stays

    assert (stays.came, stays.came_elsewhere, stays.share_elsewhere) == (3, 2, 67)
    assert (stays.reden.disappeared, stays.reden.total, stays.elsewhere.disappeared) == (1, 1, 0)
    assert (stays.reden.satisfaction.median, stays.elsewhere.satisfaction.counts) == (2, {5: 1})


def test_an_end_belongs_to_the_period_of_its_day(manager):
    ended(manager, stay=DateRange(date(2025, 12, 1), date(2026, 1, 1)))
    ended(manager, stay=DateRange(date(2025, 11, 1), date(2025, 12, 31)))
    assert counted(manager).stays.ended.total == 1


def test_requests_are_counted_by_answer_and_refusals_by_reason(manager, as_role):
    answered = {"answered_by": manager, "answered_at": timezone.now()}
    full = code(CodeList.REFUSAL_REASON, "full")
    RequestFactory(state=RequestState.DECLINED, refusal_reason=full, **answered)
    RequestFactory()
    RequestFactory(shelter__organisation=other_house())

    page = as_role("shelter_manager").get(reverse("shelters:figures"))

    found = {section.slug: section for section in page.context["sections"]}
    # A house without places has no nights; what it was asked for is counted all the same.
    assert sum(row["n"] for row in page.context["stays"].requests) == 2
    assert [row.head for row in found["refusals"].rows] == [full.label, "I alt"]


def test_costs_follow_the_rates_and_name_the_nights_without_one(manager):
    house = slept("2026-01-01", "2026-01-21", payer="us", responsible="us").unit.shelter
    slept("2026-01-05", "2026-01-10", unit__shelter=house)
    old = rate(house, "2026-01-03", "2026-01-08", amount="1500.50")
    new = rate(house, "2026-01-10", amount="2000.25")

    spent = counted(manager).stays.costs

    assert [(row.payer, row.nights, row.amount, row.valid) for row in spent.rows] == [
        ("us", 5, Decimal("7502.50"), old.valid),
        ("us", 11, Decimal("22002.75"), new.valid),
        ("us", 4, None, None),
        ("", 3, Decimal("4501.50"), old.valid),
        ("", 2, None, None),
    ]
    assert (spent.nights, spent.uncovered, spent.amount) == (25, 6, Decimal("34006.75"))


def test_a_rate_takes_nothing_from_the_nights_of_a_stay_it_never_met(manager):
    paid = {"payer": "us", "responsible": "us"}
    house = slept("2026-01-01", "2026-01-05", **paid).unit.shelter
    slept("2026-01-20", "2026-01-25", unit__shelter=house, **paid)
    old, new = rate(house, "2026-01-01", "2026-01-10", amount="100"), rate(house, "2026-01-10", amount="200")

    rows = counted(manager).stays.costs.rows

    assert [(row.nights, row.amount, row.valid) for row in rows] == [
        (4, Decimal(400), old.valid),
        (5, Decimal(1000), new.valid),
    ]


def test_the_database_and_the_rule_come_to_the_same_kroner(manager):
    stay = slept("2025-11-20", "2026-11-20", payer="us", responsible="us")
    house = stay.unit.shelter
    rate(house, "2025-12-01", "2026-02-28", amount="1234.56")
    rate(house, "2026-03-05", "2026-07-01", amount="987.65")
    rate(house, "2026-08-01", amount="0.01")

    for month in months_of(Days(stay.arrives_on, stay.departs_on)):
        lines = charge(month, children=0, tariffs=tariffs_of([house], month).get(house.pk, []))
        summed = costs(manager, [house], month)
        assert sum(line.amount or 0 for line in lines) == summed.amount
        assert sum(line.nights for line in lines) == summed.nights


def sealed(**facts):
    return PlacementFactory(case=CaseFactory(protection="named"), **facts)


def test_nights_of_a_sealed_case_are_in_the_occupancy_and_said_to_be_in_no_other_table(people):
    PlacementFactory(stay=nights(-10, 5))
    sealed(stay=nights(-4, 5))

    found = counted(people["cmm_coordinator"])

    assert (found.nights.nights, found.stays.costs.nights, found.stays.hidden) == (14, 10, 4)


def test_the_coordinator_is_told_of_nights_they_do_not_see(as_role):
    sealed(stay=nights(-4, 5))
    page = as_role("cmm_coordinator").get(reverse("shelters:figures"))
    assert "4 nætter hører til ophold, du ikke kan se" in page.text


def test_a_manager_counts_own_houses_with_everybody_in_them(manager):
    sealed(stay=nights(-4, 5))
    PlacementFactory(stay=nights(-10, 5), unit__shelter__organisation=other_house())
    found = counted(manager)
    assert (found.nights.nights, found.stays.costs.nights, found.stays.hidden) == (4, 4, 0)


def test_an_inspector_counts_nights_and_no_stay_is_read(as_role):
    PlacementFactory(stay=nights(-4, 5))
    browser = as_role("supervision_inspector")
    with statements() as asked:
        page = browser.get(reverse("shelters:figures"))
    assert [section.slug for section in page.context["sections"]] == ["houses", "months"]
    assert page.context["figures"].nights.nights == 4
    assert not [one for one in asked if "shelters_placement" in one]


@pytest.mark.parametrize(
    ("query", "first", "until"),
    [
        ("", date(2026, 1, 1), date(2027, 1, 1)),
        ("year=2024&part=m2", date(2024, 2, 1), date(2024, 3, 1)),
        ("year=2025&part=q4", date(2025, 10, 1), date(2026, 1, 1)),
        ("year=1066&part=m13", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_is_a_year_a_quarter_or_a_month(as_role, query, first, until):
    page = as_role("shelter_manager").get(f"{reverse('shelters:figures')}?{query}")
    assert page.context["figures"].period == (first, until)


def test_a_period_that_has_not_begun_says_so(as_role):
    PlacementFactory(stay=nights(-4, 50))
    page = as_role("shelter_manager").get(f"{reverse('shelters:figures')}?year=2026&part=m12")
    assert (page.status_code, "Perioden er ikke begyndt." in page.text) == (200, True)


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_asks_the_same_however_much_there_is(as_role, number):
    for _ in range(number):
        stay = PlacementFactory(stay=nights(-40, 7), payer="us", responsible="us")
        rate(stay.unit.shelter, "2026-01-01")
        RequestFactory()
    browser = as_role("cmm_coordinator")
    with asking(13):
        browser.get(reverse("shelters:figures"))


def test_everything_is_marked_and_the_evaluation_has_its_eight_figures(as_role):
    PlacementFactory()
    page = as_role("cmm_coordinator").get(reverse("shelters:figures"))
    assert "Ikke til offentliggørelse" in page.text
    assert [one.label for one in page.context["indicators"]] == [
        "Tilfredshed hos Reden International",
        "Opholdslængde",
        "Forsvundet",
        "Tilfredshed på alternative pladser",
        "Belægning",
        "Udgift",
        "Fortsat behov for alternative pladser",
        "Samarbejde",
    ]


def test_whoever_is_gone_on_the_first_evening_disappeared_without_a_night(manager):
    """With the children who follow; not like somebody who never came. Who comes back within the day has not left."""
    stay = PlacementFactory(stay=nights(0, 7), unit__beds=3, unit__kind="family_room")
    PlacementFactory(stay=nights(0, 7), unit=stay.unit, follows=stay)
    release_placement(actor=manager, placement=PlacementFactory(stay=nights(0, 7)))
    back = report_disappeared(actor=manager, placement=PlacementFactory(stay=nights(0, 7)), on=night(0))
    take_back(actor=manager, note=back, unit=back.placement.unit)

    report_disappeared(actor=manager, placement=stay, on=night(0))

    stays = counted(manager).stays
    assert (stays.ended.causes, stays.ended.lengths.counts) == ({"disappeared": 2}, {0: 2})
    assert (stays.came, counted(manager).nights.nights) == (3, 0)
    assert figures(2026)["exits_by_cause"] == {"disappeared": 2}


def test_whoever_disappears_on_the_evening_of_a_move_stayed_until_then(manager):
    stay = PlacementFactory(stay=nights(-5, 7))
    moved = move_victim(actor=manager, placement=stay, unit=UnitFactory(), on=night(0))
    report_disappeared(actor=manager, placement=moved, on=night(0))
    stays = counted(manager).stays
    assert (stays.ended.causes, stays.ended.lengths.counts, stays.came) == ({"disappeared": 1}, {5: 1}, 1)
