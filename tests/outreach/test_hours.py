"""The service day by the organisation's own hours."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.outreach.enums import DayName
from cases.outreach.models import Contact, ServiceHours
from cases.outreach.rules import Hours, Terms
from cases.outreach.selectors.clock import hours_of, service_day
from cases.outreach.services.contacts import record_contact
from cases.outreach.services.hours import set_hours
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.accounts import OrganisationFactory, UserFactory, staff
from tests.factories.outreach import HoursFactory, facts

DANISH = ZoneInfo("Europe/Copenhagen")
TERMS = st.builds(Terms, st.dates(date(2026, 1, 1), date(2026, 1, 20)), st.times(), st.sampled_from(DayName))
MOMENTS = st.dates(date(2026, 1, 1), date(2026, 1, 20)).flatmap(
    lambda day: st.times().map(lambda clock: datetime.combine(day, clock, tzinfo=DANISH))
)


@given(st.lists(TERMS, max_size=4), MOMENTS, MOMENTS)
def test_a_later_moment_never_lies_in_an_earlier_service_day(settled, one, other):
    hours = Hours(time(15), sorted(settled, key=lambda terms: terms.valid_from))
    first, last = sorted([one, other])

    assert hours.service_day(first) <= hours.service_day(last)
    assert first.date() - hours.service_day(first) in (timedelta(0), timedelta(days=1))


def test_each_day_begins_at_the_hour_that_holds_on_it():
    hours = Hours(time(15), [Terms(date(2026, 3, 2), time(21, 30), DayName.NIGHT)])

    assert hours.service_day(datetime(2026, 3, 1, 16, tzinfo=DANISH)) == date(2026, 3, 1)
    assert hours.service_day(datetime(2026, 3, 2, 16, tzinfo=DANISH)) == date(2026, 3, 1)
    assert hours.service_day(datetime(2026, 3, 2, 21, 30, tzinfo=DANISH)) == date(2026, 3, 2)


@pytest.fixture
def leader(db):
    return staff("outreach_lead")


def test_the_leader_sets_the_hours_and_it_is_logged(leader):
    today = timezone.localdate()

    set_hours(actor=leader, valid_from=today, starts=time(21), name=DayName.NIGHT)

    assert hours_of(leader.organisation).settled == [Terms(today, time(21), DayName.NIGHT)]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == (
        "hours.set",
        {"valid_from": today.isoformat(), "starts": "21:00", "name": "night"},
    )


def test_an_administrator_sets_them_for_an_organisation_that_does_outreach(leader):
    administrator = UserFactory(organisation=leader.organisation, roles=["user_administrator"])

    set_hours(actor=administrator, valid_from=timezone.localdate(), starts=time(12), name=DayName.DAY)

    assert ServiceHours.objects.get().set_by == administrator
    elsewhere = UserFactory(organisation=OrganisationFactory(), roles=["user_administrator"])
    with pytest.raises(PermissionDenied):
        set_hours(actor=elsewhere, valid_from=timezone.localdate(), starts=time(12), name=DayName.DAY)


def test_no_hour_is_set_for_days_that_have_been(leader):
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(RuleError) as refused:
        set_hours(actor=leader, valid_from=yesterday, starts=time(12), name=DayName.DAY)

    assert (refused.value.field, ServiceHours.objects.exists()) == ("valid_from", False)


def test_each_organisation_has_its_own_day(leader):
    HoursFactory(organisation=leader.organisation, starts=time(6))
    moment = datetime(2026, 11, 24, 8, tzinfo=DANISH)

    assert service_day(moment, leader.organisation) == date(2026, 11, 24)
    assert service_day(moment, OrganisationFactory()) == date(2026, 11, 23)


def test_another_hour_moves_nothing_that_is_counted(leader, worker, venue):
    moment = datetime.combine(timezone.localdate(), time(0, 1), tzinfo=DANISH)
    contact = record_contact(actor=worker, facts=facts(venue, met_at=moment, own_code="A-1", met_before="yes"))

    set_hours(actor=leader, valid_from=timezone.localdate(), starts=time(0), name=DayName.NIGHT)
    after = record_contact(actor=worker, facts=facts(venue, met_at=moment, own_code="A-1", met_before="yes"))

    contact.refresh_from_db()
    assert (contact.service_day, after.service_day) == (moment.date() - timedelta(days=1), moment.date())
    assert [one.met_before for one in Contact.objects.order_by("pk")] == ["yes", "yes"]


def test_the_page_takes_the_hours_and_says_what_holds(desk):
    told = {"starts": "21.00", "name": "night", "valid_from": timezone.localdate().strftime("%d-%m-%Y")}

    assert desk.post("/outreach/hours/", told).status_code == 302
    assert "Jeres nat begynder i dag kl. 21.00" in desk.get("/outreach/hours/").content.decode()


def test_hours_of_a_day_that_has_been_are_refused_at_the_field(desk):
    answer = desk.post("/outreach/hours/", {"starts": "21.00", "name": "night", "valid_from": "01-01-2020"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "valid_from": ["Tidspunktet kan ændres fra i dag. Det, der er talt, bliver stående."]
    }


def test_an_administrator_elsewhere_finds_no_such_page(client, db):
    client.force_login(UserFactory(organisation=OrganisationFactory(), roles=["user_administrator"]))

    assert client.get("/outreach/hours/").status_code == 404


@pytest.mark.parametrize(("name", "words"), [("night", "Ja, i nat"), ("day", "Ja, samme døgn")])
def test_the_phone_says_what_the_organisation_calls_its_day(phone, worker, name, words):
    HoursFactory(organisation=worker.organisation, name=name)

    assert words in phone.get("/outreach/contacts/new/").content.decode()
