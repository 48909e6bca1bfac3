"""Warnings of the clocks on today's page: 23 November 2026 is a Monday."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cmm.desk.desks import SHOWN
from cmm.desk.work import NOW, SOON
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.periods import PeriodFactory, happened
from tests.readings import seen
from tests.statements import statements

pytestmark = pytest.mark.django_db
TODAY = reverse("today")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(datetime(2026, 11, 23, 8, 41, tzinfo=UTC), tick=False):
        yield


def expiring(days, caseworker, **facts):
    """A period of thirty days whose last day is so many days ahead."""
    start = date(2026, 11, 23) + timedelta(days=days - 29)
    return PeriodFactory(case=CaseFactory(caseworker=caseworker, status="in_support", **facts), start=start)


def work(answer):
    return {group.tone: [(due.ref, due.heading) for due in group.due] for group in answer.context["groups"]}


def test_the_last_day_that_hurts_most_comes_first(as_role, caseworker):
    passed, longer = expiring(-1, caseworker), expiring(-5, caseworker)
    today, near, week = expiring(0, caseworker), expiring(3, caseworker), expiring(7, caseworker)
    unasked = expiring(10, caseworker)
    expiring(11, caseworker)
    asked = expiring(-25, caseworker)
    happened(asked, "extended", date(2026, 10, 20), days=34)
    stopped, ended = expiring(-2, caseworker), expiring(-3, caseworker)
    happened(stopped, "suspended", date(2026, 11, 1))
    happened(ended, "ended", date(2026, 11, 10))

    answer = as_role("cmm_caseworker").get(TODAY)

    assert work(answer) == {
        NOW: [
            (longer.case.ref, "En periode er udløbet"),
            (passed.case.ref, "En periode er udløbet"),
            (today.case.ref, "En periode udløber"),
            (near.case.ref, "En periode udløber"),
        ],
        SOON: [(week.case.ref, "En periode udløber"), (unasked.case.ref, "Perioden er ikke forlænget")],
    }


def test_of_many_the_first_are_worded_and_all_are_counted(as_role, caseworker):
    rows = [expiring(-days, caseworker) for days in range(1, SHOWN + 3)]
    (group,) = as_role("cmm_caseworker").get(TODAY).context["groups"]
    assert (group.count, [due.ref for due in group.due]) == (SHOWN + 2, [one.case.ref for one in rows[:1:-1]])


def test_the_line_says_what_the_day_means(as_role, caseworker):
    expiring(1, caseworker)
    text = as_role("cmm_caseworker").get(TODAY).text
    assert "Dag 29 af 30. Der er ikke givet forlængelse. Fra onsdag løber udrejsefristen." in text
    assert "I morgen" in text


def test_a_caseworker_is_warned_of_their_own_and_a_coordinator_of_all(as_role, caseworker, coordinator):
    mine, colleagues = expiring(1, caseworker), expiring(1, staff("cmm_caseworker"))
    expiring(1, staff("cmm_caseworker"), protection="named")
    theirs = expiring(1, staff("cmm_caseworker"), authority="us")
    seen_by = {
        role: {ref for rows in work(as_role(role).get(TODAY)).values() for ref, _heading in rows}
        for role in ("cmm_caseworker", "cmm_coordinator", "immigration_officer")
    }
    assert seen_by["cmm_caseworker"] == {mine.case.ref}
    assert seen_by["cmm_coordinator"] >= {mine.case.ref, colleagues.case.ref, theirs.case.ref}
    assert len(seen_by["cmm_coordinator"]) == 3
    assert seen_by["immigration_officer"] == {theirs.case.ref}


def test_a_week_later_without_any_job_the_page_warns(as_role, caseworker):
    period = expiring(14, caseworker)
    assert work(as_role("cmm_caseworker").get(TODAY)) == {}
    with time_machine.travel(datetime(2026, 11, 30, 8, tzinfo=UTC), tick=False):
        assert work(as_role("cmm_caseworker").get(TODAY)) == {SOON: [(period.case.ref, "En periode udløber")]}


def test_a_hundred_periods_take_no_more_statements_than_one(as_role, coordinator):
    client = as_role("cmm_coordinator")
    expiring(1, coordinator)
    client.get(TODAY)
    with statements() as one:
        client.get(TODAY)
    for days in range(40):
        expiring(days % 9, coordinator)
    with statements() as many:
        client.get(TODAY)
    assert len(many) == len(one)


def test_who_is_warned_of_stands_in_the_log(as_role, caseworker):
    period = expiring(1, caseworker)
    as_role("cmm_caseworker").get(TODAY)
    assert period.case.ref in {ref for _who, _where, ref in seen()}
