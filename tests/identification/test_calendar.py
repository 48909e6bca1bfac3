"""The calendar of deadlines: it says when and never of whom, to whoever holds the key, while they may see."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cases.services import close_case
from cmm.accounts.models import RoleAssignment
from cmm.audit.models import AuditEntry
from identification.models import CalendarKey
from identification.services import correct_departure
from identification.services.calendars import MOST_A_WINDOW
from tests.factories.cases import WallFactory
from tests.factories.periods import DepartureFactory, PeriodFactory, happened
from tests.statements import statements

pytestmark = pytest.mark.django_db
PAGE = reverse("identification:calendar")


def opened(client):
    """The address of the feed, as the page shows it once."""
    return client.post(PAGE, {"act": "make"}).context["shown"].replace("http://testserver", "")


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.fixture
def period(caseworker):
    return PeriodFactory(case__caseworker=caseworker, case__victim__code_name="Solsikke", start=date(2026, 11, 10))


def test_the_feed_says_when_and_nothing_of_whom(as_role, period):
    answer = Client().get(opened(as_role("cmm_caseworker")))
    (event,) = events(answer)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 9), date(2026, 12, 10))
    assert str(event["SUMMARY"]) == "CMM-frist: åbn registret"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"}
    for secret in (period.case.ref, "Solsikke", str(period.case.caseworker), "Restitution", "/cases/"):
        assert secret not in answer.text
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies


def test_the_key_is_kept_as_a_hash_and_shown_once(as_role, period):
    client = as_role("cmm_caseworker")
    key = opened(client).split("/")[-1].removesuffix(".ics")
    assert key not in CalendarKey.objects.get().key_hash
    assert key not in client.get(PAGE).text


def test_a_new_key_ends_the_old_and_a_closed_calendar_answers_no_more(as_role, period):
    client = as_role("cmm_caseworker")
    old = opened(client)
    new = opened(client)
    assert [Client().get(url).status_code for url in (old, new)] == [404, 200]
    client.post(PAGE, {"act": "end"})
    assert Client().get(new).status_code == 404


def test_each_fetch_is_in_the_log(as_role, caseworker, period):
    url = opened(as_role("cmm_caseworker"))
    Client().get(url)
    assert AuditEntry.objects.filter(action="calendar.fetched", actor_id=caseworker.pk).count() == 1


@pytest.mark.parametrize("gone", ["closed account", "role", "wall", "another's case"])
def test_the_feed_answers_for_what_its_owner_may_see_now(as_role, caseworker, coordinator, period, gone):
    url = opened(as_role("cmm_caseworker"))
    if gone == "closed account":
        type(caseworker).objects.filter(pk=caseworker.pk).update(is_active=False)
    elif gone == "role":
        RoleAssignment.objects.filter(user=caseworker).update(ended_at=period.recorded_at)
    elif gone == "wall":
        WallFactory(case=period.case, user=caseworker)
    else:
        type(period.case).objects.filter(pk=period.case.pk).update(caseworker=coordinator)
    answer = Client().get(url)
    assert answer.status_code == (404 if gone == "closed account" else 200)
    assert gone == "closed account" or events(answer) == []


def test_a_period_that_ended_or_stands_still_has_no_date(as_role, caseworker, period):
    url = opened(as_role("cmm_caseworker"))
    happened(period, "suspended", date(2026, 11, 12))
    assert events(Client().get(url)) == []


@pytest.fixture
def departure(caseworker):
    return DepartureFactory(case__caseworker=caseworker, case__victim__code_name="Valmue")


def test_support_after_return_is_a_day_like_any_other(as_role, period, departure):
    answer = Client().get(opened(as_role("cmm_caseworker")))
    assert [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events(answer)] == [
        (date(2026, 12, 9), "CMM-frist: åbn registret"), (date(2027, 5, 2), "CMM-frist: åbn registret"),
    ]  # fmt: skip
    for secret in (departure.case.ref, "Valmue", str(departure.case.caseworker), "hjemsend", "/cases/"):
        assert secret not in answer.text


@pytest.mark.parametrize("gone", ["role", "wall", "another's case", "closed case", "withdrawn"])
def test_support_after_return_is_shown_while_its_owner_may_see_it_and_it_runs(
    as_role, caseworker, coordinator, departure, gone
):
    url = opened(as_role("cmm_caseworker"))
    if gone == "role":
        RoleAssignment.objects.filter(user=caseworker).update(ended_at=timezone.now())
    elif gone == "wall":
        WallFactory(case=departure.case, user=caseworker)
    elif gone == "another's case":
        type(departure.case).objects.filter(pk=departure.case_id).update(caseworker=coordinator)
    elif gone == "closed case":
        close_case(actor=caseworker, case=departure.case, reason="Forløbet er slut.")
    else:
        correct_departure(actor=caseworker, departure=departure, reason="Rejste ikke.")
    assert events(Client().get(url)) == []


def test_a_corrected_day_of_departure_is_the_same_line_in_the_calendar(as_role, caseworker, departure):
    url = opened(as_role("cmm_caseworker"))
    (before,) = events(Client().get(url))
    correct_departure(actor=caseworker, departure=departure, on=date(2026, 11, 9), reason="Flyet var aflyst.")
    (after,) = events(Client().get(url))
    assert (before["UID"], before["DTSTART"].dt, after["DTSTART"].dt) == (
        after["UID"], date(2027, 5, 2), date(2027, 5, 9),
    )  # fmt: skip


def test_a_hundred_lines_take_no_more_statements_than_one(as_role, caseworker, period, departure):
    url = opened(as_role("cmm_caseworker"))
    with statements() as one:
        Client().get(url)
    for _more in range(5):
        PeriodFactory(case__caseworker=caseworker)
        DepartureFactory(case__caseworker=caseworker)
    with statements() as many:
        Client().get(url)
    assert (len(many), len(events(Client().get(url)))) == (len(one), 12)


def test_the_same_deadline_keeps_its_uid_and_another_calendar_has_another(as_role, period):
    mine, coordinators = opened(as_role("cmm_caseworker")), opened(as_role("cmm_coordinator"))
    uids = [str(events(Client().get(url))[0]["UID"]) for url in (mine, mine, coordinators)]
    assert uids[0] == uids[1] != uids[2]


def test_a_key_that_is_asked_too_often_waits_and_a_new_one_begins_anew(as_role, period, time_machine):
    start = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    url = opened(as_role("cmm_caseworker"))
    for minute in range(MOST_A_WINDOW):
        time_machine.move_to(start + timedelta(minutes=minute), tick=False)
        assert Client().get(url).status_code == 200

    refused = Client().get(url)

    assert (refused.status_code, refused["Retry-After"], refused.content) == (429, str(41 * 60), b"")
    assert AuditEntry.objects.filter(action="calendar.fetched").count() == MOST_A_WINDOW
    assert Client().get(opened(as_role("cmm_caseworker"))).status_code == 200
    time_machine.move_to(start + timedelta(hours=1, minutes=1), tick=False)
    assert Client().get(url).status_code == 404


def test_the_hour_runs_on(as_role, period, time_machine):
    url, start = opened(as_role("cmm_caseworker")), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    time_machine.move_to(start, tick=False)
    answers = [Client().get(url).status_code for _time in range(MOST_A_WINDOW + 1)]
    time_machine.move_to(start + timedelta(hours=1, seconds=1), tick=False)

    assert (answers.count(200), Client().get(url).status_code) == (MOST_A_WINDOW, 200)
