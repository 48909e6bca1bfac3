"""What happened to those who are met, and what is held for authorities."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.outreach.models import Activity, Incident
from cases.outreach.selectors.events import Kind, counted_by_kind
from cases.outreach.selectors.figures import figures
from cases.outreach.services.activities import correct_activity, record_activity
from cases.outreach.services.incidents import strike_incident
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import code
from tests.factories.outreach import ActivityFactory, IncidentFactory, course

pytestmark = pytest.mark.django_db

EVENTS, COURSES = reverse("outreach:incident_list"), reverse("outreach:activity_list")


def day(when):
    return when.strftime("%d-%m-%Y")


def event(**said):
    kind = str(code("street_event", "death").pk)
    told = {"submission_key": str(uuid4()), "kind": kind, "happened_on": day(timezone.localdate())}
    return told | {"nordic": "yes"} | said


def test_an_event_is_told_beside_any_contact_and_stored_once(phone, worker):
    told = event()
    for _time in range(2):
        assert phone.post(EVENTS + "new/", told).url == EVENTS

    one = Incident.objects.get()
    assert (one.kind.code, one.nordic, one.reported, one.contact, one.recorded_by) == (
        "death",
        "yes",
        "not_asked",
        None,
        worker,
    )
    assert "Dødsfald" in phone.get(EVENTS).content.decode()


def test_an_event_of_tomorrow_is_refused_at_the_field(phone):
    answer = phone.post(EVENTS + "new/", event(happened_on=day(timezone.localdate() + timedelta(days=1))))

    assert (answer.status_code, Incident.objects.count()) == (422, 0)
    assert answer.context["form"].errors == {"happened_on": ["Dagen er ikke kommet endnu."]}


def test_events_are_counted_by_citizenship_without_those_struck(worker):
    for nordic in ("yes", "no", "no", "unknown", "not_asked"):
        IncidentFactory(nordic=nordic, reported="yes" if nordic == "no" else "no")
    wrong = IncidentFactory(nordic="yes", recorded_by=worker)
    strike_incident(actor=worker, incident=wrong, reason="twice")

    assert counted_by_kind(Incident.objects.all(), 2026) == [Kind("Vold", "violence", 1, 2, 2, 2)]
    assert figures(2026)["events"][0]["total"] == 5


def test_an_event_is_struck_once_and_stays_on_the_list(phone, worker):
    one = IncidentFactory(recorded_by=worker)
    phone.post(reverse("outreach:incident_strike", args=[one.pk]), {"reason": "wrong"})

    one.refresh_from_db()
    assert (one.struck_as, one.struck_by) == ("wrong", worker)
    assert "Det skete ikke sådan" in phone.get(EVENTS).content.decode()
    with pytest.raises(Conflict):
        strike_incident(actor=worker, incident=one, reason="twice")


def said(**changed):
    told = {"submission_key": str(uuid4()), "kind": str(code("activity_kind", "course").pk)}
    told |= {"held_on": day(timezone.localdate()), "audience": str(code("activity_audience", "municipality").pk)}
    told |= {"audience_name": "Prøvekøbing Kommune", "theme": "Tegn på menneskehandel", "participants": "24"}
    return told | {"hours": "2,5"} | changed


@pytest.mark.parametrize("role", ["outreach_worker", "outreach_lead", "cmm_caseworker", "cmm_coordinator"])
def test_a_course_is_recorded_by_whoever_holds_them(client, role):
    holder = staff(role)
    client.force_login(holder)

    assert client.post(COURSES + "new/", said()).url == COURSES

    one = Activity.objects.get()
    assert (one.participants, float(one.hours), one.organisation) == (24, 2.5, holder.organisation)
    page = client.get(COURSES).content.decode()
    assert "Tegn på menneskehandel" in page
    assert "Prøvekøbing Kommune" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_on": "01-01-2090"}, "held_on"),
        ({"participants": "0"}, "participants"),
        ({"participants": "mange"}, "participants"),
        ({"hours": "0"}, "hours"),
        ({"hours": "500"}, "hours"),
        ({"theme": "Ring 22 33 44 55"}, "theme"),
        ({"audience": ""}, "audience"),
    ],
)
def test_a_course_that_makes_no_sense_is_refused_at_the_field(phone, wrong, field):
    answer = phone.post(COURSES + "new/", said(**wrong))

    assert (answer.status_code, Activity.objects.count()) == (422, 0)
    assert set(answer.context["form"].errors) == {field}
    assert "Prøvekøbing Kommune" in answer.content.decode()


def test_a_course_sent_twice_is_stored_once(worker):
    key, told = uuid4(), course()
    first, second = (record_activity(actor=worker, submission_key=key, facts=told) for _time in range(2))

    assert (first, Activity.objects.count()) == (second, 1)


def test_a_correction_keeps_what_stood_in_the_log(worker):
    one = record_activity(actor=worker, submission_key=uuid4(), facts=course(participants=12))
    leader = staff("outreach_lead")

    correct_activity(actor=leader, activity=one, facts=course(participants=21))

    one.refresh_from_db()
    assert (one.participants, one.corrected_by) == (21, leader)
    entry = AuditEntry.objects.get(action="activity.corrected")
    assert (entry.details["before"]["participants"], entry.details["after"]["participants"]) == (12, 21)


def test_a_correction_that_says_nothing_new_is_none(worker):
    one = record_activity(actor=worker, submission_key=uuid4(), facts=course())

    correct_activity(actor=worker, activity=one, facts=course())

    one.refresh_from_db()
    assert one.corrected_at is None


def test_the_page_begins_with_what_stands(phone, worker):
    one = ActivityFactory(recorded_by=worker)
    page = phone.get(one.get_absolute_url()).content.decode()

    assert 'value="20-11-2026"' in page
    assert 'value="2,5"' in page


def test_courses_of_a_year_are_counted_by_audience(worker):
    ActivityFactory(recorded_by=worker)
    ActivityFactory(participants=8)
    ActivityFactory(recorded_by=staff("cmm_caseworker"), audience=code("activity_audience", "police"))
    ActivityFactory(held_on="2025-11-20")

    told = figures(2026)["courses"]
    assert (told["courses"], told["participants"], told["hours"]) == (3, 32, 7.5)
    assert [(row["audience"], row["courses"]) for row in told["audiences"]] == [("police", 1), ("municipality", 2)]


def test_another_organisation_sees_neither(client):
    IncidentFactory()
    ActivityFactory()
    client.force_login(staff("outreach_lead", organisation=OrganisationFactory(capabilities=["outreach"])))

    assert "Vold" not in client.get(EVENTS).content.decode()
    assert "Tegn på menneskehandel" not in client.get(COURSES + "?year=2026").content.decode()
