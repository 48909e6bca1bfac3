"""What stands beside the contacts of the street: hours of the day, who walked along, empty visits, material, events and
courses. Laid down at once, from a chance of its own.
"""

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.utils import timezone

from cases.enums import CodeList
from cases.outreach.models import Activity, Contact, Handout, Incident, PhoneLook, Round, ServiceHours, Visit
from cases.outreach.services.incidents import is_nordic
from cmm.demo.cast import Cast
from cmm.demo.chance import draw
from cmm.demo.clock import moment

# Organisation: when its service day begins and what it is called. The others keep the default.
LOOKS = {"reden-international": ("Ugeplan", "list")}
HOURS = {"reden-international": (time(17), "night"), "reden-koebenhavn": (time(15), "day")}
EVENTS = {"violence": 52, "hospital": 16, "pregnant": 14, "rape": 14, "death": 1}
REPORTED = {"no": 60, "yes": 12, "unknown": 14, "not_asked": 14}
# Who holds courses, how many a year, and for whom.
COURSES = {
    "cmm": (14, "cmm_caseworker"),
    "reden-international": (5, "outreach_lead"),
    "hopenow": (4, "outreach_worker"),
}
COURSES |= {"amiami": (3, "outreach_worker")}
AUDIENCES = {"police": 24, "municipality": 24, "health": 14, "immigration": 10, "prison": 10, "controls": 10, "ngo": 8}
THEMES = (
    "Tegn på menneskehandel", "Mødet med en mulig udsat", "Fra henvendelse til vurdering", "Unge i prostitution",
    "Tvangsarbejde på byggepladser", "Når en person ikke vil anmelde",
)  # fmt: skip


def choose_looks(cast: Cast, first: date) -> None:
    """What the phone pages are called where somebody has chosen."""
    for code, (name, icon) in LOOKS.items():
        leader = cast.everyone("outreach_lead", code)[0]
        row = {"organisation": cast.organisations[code], "name": name, "icon": icon}
        PhoneLook.objects.create(**row, set_by=leader, set_at=moment(first, time(9, 10)))


def settle_hours(cast: Cast, first: date) -> None:
    """The hours as they were settled when the register was taken into use."""
    for code, (starts, name) in HOURS.items():
        leader = cast.everyone("outreach_lead", code) or cast.everyone("outreach_worker", code)
        row = {"organisation": cast.organisations[code], "valid_from": first, "starts": starts, "name": name}
        ServiceHours.objects.create(**row, set_by=leader[0], set_at=moment(first, time(9)))


def lay_rounds(cast: Cast, rng: Random, rounds: list[Round]) -> None:
    """Each round came to its place; some came to another in vain, and some counted what they handed out."""
    visits, handouts = [], []
    leaflet = cast.code(CodeList.GIVEN, "leaflet")
    others: dict[int, list[int]] = {}
    for one in rounds:
        others.setdefault(one.organisation_id, []).append(one.venue_id)
        visits.append(Visit(round=one, venue_id=one.venue_id, arrived_at=one.started_at))
        if rng.random() < 0.25:
            empty = rng.choice(others[one.organisation_id])
            visits.append(Visit(round=one, venue_id=empty, arrived_at=one.started_at + timedelta(minutes=70)))
        if rng.random() < 0.3:
            handouts.append(Handout(round=one, thing=leaflet, number=rng.randint(5, 60)))
    Visit.objects.bulk_create(visits, batch_size=1000)
    Handout.objects.bulk_create(handouts, batch_size=1000)


def lay_events(cast: Cast, rng: Random, contacts: list[Contact]) -> None:
    """What was told in some of the contacts."""
    told = [contact for contact in contacts if rng.random() < 0.03]
    Incident.objects.bulk_create(
        Incident(
            submission_key=UUID(int=rng.getrandbits(128), version=4),
            organisation=contact.organisation,
            kind=cast.code(CodeList.STREET_EVENT, draw(rng, EVENTS)),
            happened_on=timezone.localdate(contact.met_at),
            nordic=is_nordic(contact.citizenship_region),
            reported=draw(rng, REPORTED),
            contact=contact,
            recorded_by=contact.recorded_by,
            recorded_at=contact.recorded_at,
        )
        for contact in told
    )


def lay_courses(cast: Cast, rng: Random, first: date, last: date, share: float) -> None:
    """Courses and lectures held for authorities, year by year."""
    rows = []
    for code, (a_year, role) in COURSES.items():
        for year in range(first.year, last.year + 1):
            for _number in range(max(1, round(a_year * share))):
                day = date(year, 1, 1) + timedelta(days=rng.randrange(365))
                if first <= day <= last:
                    rows.append(course(cast, rng, cast.everyone(role, code), day))
    Activity.objects.bulk_create(sorted(rows, key=lambda row: row.held_on))


def course(cast: Cast, rng: Random, holders: list, day: date) -> Activity:
    holder = rng.choice(holders)
    return Activity(
        submission_key=UUID(int=rng.getrandbits(128), version=4),
        organisation=holder.organisation,
        kind=cast.code(CodeList.ACTIVITY_KIND, draw(rng, {"lecture": 60, "course": 30, "workshop": 10})),
        held_on=day,
        audience=cast.code(CodeList.ACTIVITY_AUDIENCE, draw(rng, AUDIENCES)),
        theme=rng.choice(THEMES),
        participants=rng.randint(6, 60),
        hours=Decimal(rng.randint(2, 14)) / 2,
        recorded_by=holder,
        recorded_at=moment(day, time(16)),
    )
