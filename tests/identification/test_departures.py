"""The day somebody left for a prepared return, and the support that is counted from it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import CaseStatus
from cmm.core.errors import Conflict, RuleError
from identification.models import Departure, PeriodRule
from identification.rules.periods import LEGAL_VERSIONS, after_return, support_derivation
from identification.selectors.course import course_of
from identification.services import correct_departure, record_departure
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.periods import DepartureFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LEFT = date(2026, 11, 2)
DAYS = st.dates(date(2013, 5, 3), date(2060, 12, 31))


def refused(verb, **parts):
    with pytest.raises(RuleError) as error:
        verb(**parts)
    return error.value.code, error.value.field


def of(page, case, *more):
    return reverse(f"identification:{page}", args=[case.ref, *more])


@given(DAYS, DAYS)
def test_days_used_and_left_are_all_of_them_whatever_the_day(left_on, today):
    clock = after_return(left_on)
    assert clock.used(today) + clock.left(today) == clock.total
    assert (clock.left(today) == 0) == (today >= clock.until)
    assert clock.is_over(today) == (today > clock.until)


@given(DAYS)
def test_support_ends_in_the_sixth_month_after_and_never_before_its_day(left_on):
    until = after_return(left_on).until
    assert (until.year * 12 + until.month) - (left_on.year * 12 + left_on.month) == 6
    assert (
        until.day in (left_on.day, (until.replace(day=1) + timedelta(days=31)).replace(day=1).day - 1)
        or (until + timedelta(days=1)).day == 1
    )


def test_the_derivation_says_from_when_by_which_rule_and_until_when():
    lines = support_derivation(after_return(date(2026, 8, 31)))
    assert [(line.on, line.text) for line in lines] == [
        (date(2026, 8, 31), "rejste personen. Støtten efter hjemsendelsen regnes fra denne dag."),
        (
            None,
            "Reglen giver støtte i op til 6 måneder efter hjemsendelsen: CMM, Forberedt hjemsendelse (cmm.dk, 2022).",
        ),
        (None, "28. februar 2027 er den sidste dag."),
        (None, "Det er samme dag i måneden, eller den sidste i en måned, der ikke har den dag. Intet flytter den."),
    ]


def test_the_rules_as_they_were_loaded_say_where_the_months_stand(db):
    assert set(PeriodRule.objects.values_list("support_months", "support_source")) == {
        (law.support_months, law.support_source) for law in LEGAL_VERSIONS
    }


def test_a_departure_is_recorded_with_who_did_it(caseworker, trail):
    case = CaseFactory(opened_on=date(2026, 10, 1))
    row = record_departure(actor=caseworker, case=case, on=LEFT)
    assert (row.departed_on, row.number, row.recorded_by) == (LEFT, 1, caseworker)
    assert trail() == [(caseworker.pk, "departure.recorded", case.ref)]


@pytest.mark.parametrize(
    ("facts", "on", "code", "field"),
    [
        ({}, TODAY + timedelta(days=1), "in_future", "on"),
        ({}, date(2026, 9, 30), "before_case", "on"),
        ({"opened_on": date(2006, 1, 1)}, date(2006, 2, 1), "before_the_law", "on"),
        ({"status": CaseStatus.CLOSED, "closed_on": TODAY}, LEFT, "closed", ""),
    ],
)
def test_a_departure_that_cannot_be_is_refused_at_its_field(caseworker, facts, on, code, field):
    case = CaseFactory(**{"opened_on": date(2026, 10, 1)} | facts)
    assert refused(record_departure, actor=caseworker, case=case, on=on) == (code, field)
    assert not Departure.objects.exists()


def test_one_day_of_departure_stands_in_a_case(caseworker):
    row = DepartureFactory()
    assert refused(record_departure, actor=caseworker, case=row.case, on=LEFT) == ("already", "on")


def test_a_correction_takes_its_place_and_the_day_before_stays(caseworker, trail):
    row = DepartureFactory(case__opened_on=date(2026, 10, 1))

    now = correct_departure(actor=caseworker, departure=row, on=date(2026, 11, 4), reason="Flyet blev aflyst.")

    row.refresh_from_db()
    assert (row.departed_on, row.closed_as, row.closed_by, row.closed_reason) == (
        LEFT, "corrected", caseworker, "Flyet blev aflyst.",
    )  # fmt: skip
    assert (now.departed_on, now.corrects, now.is_standing) == (date(2026, 11, 4), row, True)
    assert trail() == [(caseworker.pk, "departure.corrected", row.case.ref)]


def test_one_that_never_happened_is_withdrawn_and_another_can_be_recorded(caseworker, trail):
    row = DepartureFactory(case__opened_on=date(2026, 10, 1))
    correct_departure(actor=caseworker, departure=row, reason="Rejste ikke.")
    record_departure(actor=caseworker, case=row.case, on=TODAY)
    assert list(Departure.objects.values_list("closed_as", "departed_on")) == [("withdrawn", LEFT), ("", TODAY)]
    assert [action for _actor, action, _case in trail()] == ["departure.withdrawn", "departure.recorded"]


def test_a_correction_says_why_and_comes_once(caseworker):
    row = DepartureFactory()
    assert refused(correct_departure, actor=caseworker, departure=row, reason=" ") == ("reason_missing", "reason")
    correct_departure(actor=caseworker, departure=row, reason="Rejste ikke.")
    with pytest.raises(Conflict):
        correct_departure(actor=caseworker, departure=row, on=LEFT, reason="Igen.")


@pytest.mark.django_db(transaction=True)
def test_two_who_record_it_at_once_leave_one(people):
    case = CaseFactory(opened_on=date(2026, 10, 1))
    actors = (people["cmm_caseworker"], people["cmm_coordinator"])
    told = at_once(*((actor, lambda who: record_departure(actor=who, case=case, on=LEFT)) for actor in actors))
    assert (sorted(told), Departure.objects.count()) == (["already", DONE], 1)


def test_the_database_takes_no_second_day_beside_the_first():
    row = DepartureFactory()
    with pytest.raises(IntegrityError, match="departure_one_stands_in_a_case"), transaction.atomic():
        DepartureFactory(case=row.case)


def test_the_clock_stands_beside_the_others_with_its_derivation(as_role):
    case = DepartureFactory().case
    for address in (case.get_absolute_url(), of("period_list", case)):
        text = as_role("cmm_caseworker").get(address).text
        assert ("160 dage tilbage" in text, "Forberedt hjemsendelse (cmm.dk, 2022)" in text) == (True, True), address


def test_the_pages_record_and_correct_it_and_keep_what_was_typed(as_role):
    case, browser = CaseFactory(opened_on=date(2026, 10, 1), status="in_support"), as_role("cmm_caseworker")
    refused_page = browser.post(of("departure_create", case), {"on": "24-11-2026"})
    form = refused_page.context["form"]
    assert (refused_page.status_code, form.errors, form["on"].value()) == (
        422, {"on": ["Datoen må ikke ligge efter i dag."]}, "24-11-2026",
    )  # fmt: skip
    assert browser.post(of("departure_create", case), {"on": "02-11-2026"}).status_code == 302
    said = {"what": "day", "on": "04-11-2026", "reason": "Flyet blev aflyst."}
    assert browser.post(of("departure_correct", case, 1), said).status_code == 302
    text = browser.get(of("period_list", case)).text
    assert ("2. november 2026" in text, "Flyet blev aflyst." in text, "4. maj 2027" in text) == (True, True, True)


def test_the_timeline_has_a_bar_of_it():
    case = DepartureFactory().case
    (point,) = [point for point in course_of(staff("cmm_coordinator"), case) if point.label == "Efter hjemsendelse"]
    assert (point.on, point.until) == (LEFT, date(2027, 5, 2))


@pytest.mark.parametrize(
    ("left_on", "heading"),
    [
        (date(2026, 7, 1), None),
        (date(2026, 6, 23), "Støtten efter hjemsendelsen udløber"),
        (date(2026, 5, 23), "Støtten efter hjemsendelsen udløber"),
        (date(2026, 5, 22), "Støtten efter hjemsendelsen er udløbet"),
    ],
)
def test_today_says_when_it_is_about_to_end(as_role, caseworker, left_on, heading):
    DepartureFactory(case__caseworker=caseworker, case__opened_on=date(2026, 1, 1), departed_on=left_on)
    groups = as_role("cmm_caseworker").get("/").context["groups"]
    found = [due.heading for group in groups for due in group.due if due.heading.startswith("Støtten")]
    assert found == ([heading] if heading else [])


def test_what_was_withdrawn_counts_no_more(as_role, caseworker):
    row = DepartureFactory(case__caseworker=caseworker, departed_on=date(2026, 5, 22))
    correct_departure(actor=caseworker, departure=row, reason="Rejste ikke.")
    groups = as_role("cmm_caseworker").get("/").context["groups"]
    assert [due for group in groups for due in group.due if due.heading.startswith("Støtten")] == []


def test_a_coordinator_changes_the_months_and_their_source_and_the_clock_follows(as_role):
    case, rule = DepartureFactory().case, PeriodRule.objects.latest("valid_from")
    browser = as_role("cmm_coordinator")
    said = {name: getattr(rule, name) for name in ("first_days", "cap_days", "source")}
    said |= {"valid_from": f"{rule.valid_from:%d-%m-%Y}", "support_months": 3, "support_source": "Ny bekendtgørelse"}
    assert browser.post(rule.get_absolute_url(), said).status_code == 302
    text = browser.get(of("period_list", case)).text
    assert ("op til 3 måneder efter hjemsendelsen: Ny bekendtgørelse." in text, "2. februar 2027" in text) == (
        True,
        True,
    )
