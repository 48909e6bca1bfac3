from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from cases.outreach.models import Contact
from cases.outreach.rules import Counters, counters
from cases.outreach.selectors.clock import hours_of
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.selectors.counting import counters_of, days_of
from cases.outreach.selectors.figures import figures
from cases.outreach.selectors.rounds import earlier_rounds, given_in, unfinished_rounds
from cases.outreach.selectors.stops import stops_of
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ContactFactory, RoundFactory, VenueFactory

pytestmark = pytest.mark.django_db
ANSWERS = ["new", "new", "yes", "tonight", "unknown", ""]
YEAR_END = datetime(2026, 12, 31, 22, 0, tzinfo=UTC)


def test_the_database_counts_as_the_rule_does(worker):
    for answer in ANSWERS:
        ContactFactory(recorded_by=worker, met_before=answer)

    assert counters_of(Contact.objects.all()) == counters(ANSWERS) == Counters(6, 3, 2, 2)


def test_each_service_day_stands_for_itself(worker):
    for days, own_code in ((0, ""), (0, "R-1"), (1, "R-1")):
        ContactFactory(recorded_by=worker, met_before="yes", own_code=own_code, met_at=YEAR_END - timedelta(days=days))

    told = [(day.day, day.counters.unique, day.uncoded_unique) for day in days_of(Contact.objects.all())]

    assert told == [(date(2026, 12, 30), 1, 0), (date(2026, 12, 31), 2, 1)]


def test_the_figures_of_a_year_name_no_code(worker):
    other = staff("outreach_worker", organisation=OrganisationFactory(code="andre", capabilities=["outreach"]))
    for who, own_code in ((worker, "R-1"), (worker, "R-1"), (other, "R-1")):
        ContactFactory(recorded_by=who, met_before="yes", own_code=own_code)
    ContactFactory(recorded_by=worker, met_before="new", met_at=YEAR_END + timedelta(days=1))

    told = figures(2026)

    assert "R-1" not in str(told)
    assert (told["visits"], told["unique"], told["new"], told["unclear"]) == (3, 2, 0, 0)
    assert [(row["organisation"], row["visits"], row["unique"]) for row in told["organisations"]] == [
        ("andre", 1, 1),
        ("ngo", 2, 1),
    ]


def test_a_year_without_contacts_has_counters_all_the_same():
    nothing = {"visits": 0, "unique": 0, "unique_at_most": 0, "unique_by_day": 0, "new": 0, "unclear": 0}

    rounds = {"rounds": 0, "hours": 0, "addresses": 0, "handed_out": {}}
    courses = {"courses": 0, "participants": 0, "hours": 0.0, "audiences": []}
    beside = {"organisations": [], "kinds": {}, "rounds": rounds, "events": [], "courses": courses}
    assert figures(2019) == nothing | beside


def test_the_workers_own_last_round_stands_first(worker):
    colleague = staff("outreach_worker")
    for number, (who, name) in enumerate([(worker, "Stationen"), (worker, "Havnen"), (colleague, "Klinikker")]):
        begun = YEAR_END + timedelta(hours=number)
        RoundFactory(worker=who, name=name, started_at=begun, ended_at=begun + timedelta(minutes=1))

    assert [one.name for one in earlier_rounds(worker)] == ["Havnen", "Klinikker", "Stationen"]


def test_a_place_no_longer_used_is_not_offered_again(worker):
    RoundFactory(worker=worker, venue=VenueFactory(organisation=worker.organisation, active=False))

    assert earlier_rounds(worker) == []


def test_the_places_of_a_round_stand_as_they_were_visited(worker):
    one = RoundFactory(worker=worker)
    second, first = (VenueFactory(organisation=worker.organisation) for _number in range(2))
    for venue, minutes in ((second, 40), (first, 10), (first, 20)):
        ContactFactory(recorded_by=worker, round=one, venue=venue, met_at=YEAR_END + timedelta(minutes=minutes))

    told = [(stop.venue, stop.contacts) for stop in stops_of(one)]

    assert told == [(first, 2), (second, 1), (one.venue, 0)]


def test_what_was_given_in_a_round_is_counted(worker):
    one = RoundFactory(worker=worker)
    for things in (["pack"], ["pack", "leaflet"], []):
        contact = ContactFactory(recorded_by=worker, round=one)
        contact.given.set([code("given", thing) for thing in things])

    assert [(thing.code, number) for thing, number in given_in(one)] == [("pack", 2), ("leaflet", 1)]


def test_a_round_left_running_over_the_day_waits_for_its_leader(worker):
    left = RoundFactory(worker=worker, started_at=timezone.now() - timedelta(days=2))
    RoundFactory(worker=staff("outreach_worker"), started_at=timezone.now())

    assert list(unfinished_rounds(staff("outreach_lead"), hours_of())) == [left]
    assert list(unfinished_rounds(staff("outreach_worker"), hours_of())) == []


def test_the_phones_lists_are_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        lists = phone_codes()

    assert [len(codes) >= 5 for codes in lists.values()] == [True] * 8
