"""Last night's round of the outreach login, contact by contact through the verbs."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from cases.enums import CodeList
from cases.outreach.enums import MetBefore
from cases.outreach.models import Contact, Venue
from cases.outreach.services.contacts import ContactFacts, record_contact
from cases.outreach.services.rounds import end_round, start_round
from cases.outreach.services.versions import correct_contact
from cmm.accounts.models import User
from cmm.demo.cast import Cast
from cmm.demo.chance import draw
from cmm.demo.clock import Course, after, moment
from cmm.demo.phones import send_what_was_kept
from cmm.demo.street import AGES, GIVEN, NEEDS, TONGUES, WORLDS

BEGINS, LENGTH = time(20, 40), timedelta(hours=5, minutes=50)
ANSWERS = ["yes", "yes", "new", "yes", "tonight", "yes", "new", "yes", "yes", "unknown", "tonight", "yes", ""]


def begins_at(ends: datetime) -> datetime:
    """The latest evening whose round was over by then."""
    day = timezone.localtime(ends - LENGTH).date()
    return moment(day, BEGINS) if moment(day, BEGINS) + LENGTH <= ends else moment(day - timedelta(days=1), BEGINS)


def round_course(cast: Cast, rng: Random) -> Course:
    """Istedgade until the small hours."""
    worker = cast.demo("outreach_worker")
    streets = list(Venue.objects.filter(organisation=worker.organisation, venue_type__code="street").order_by("name"))
    kind = cast.code(CodeList.CONTACT_TYPE, "street")
    pack = cast.code(CodeList.GIVEN, "pack")
    outing = start_round(
        actor=worker,
        name="Vesterbro nat",
        venue=streets[0],
        contact_type=kind,
        preset_sex="female",
        preset_given=[pack],
        companions=User.objects.filter(organisation=worker.organisation).exclude(pk=worker.pk).order_by("pk")[:1],
    )
    over = timezone.now() + LENGTH - timedelta(minutes=8)
    for number, answer in enumerate(ANSWERS):
        yield after(0, minutes=rng.randint(12, 24))
        venue = streets[number * len(streets) // len(ANSWERS)]
        said = facts(cast, rng, outing, venue, answer)
        contact = record_contact(actor=worker, facts=said)
        if number == 3:
            correct(worker, contact, said, ["unknown"])
        if number == 6:
            correct(worker, contact, said, ["yes", "new"])  # on the phone and at the desk, at once
    yield over
    handed_out = {cast.code(CodeList.GIVEN, "leaflet"): 35}
    end_round(actor=worker, one_round=outing, handed_out=handed_out)
    send_what_was_kept(worker, outing)


def correct(worker: User, contact: Contact, said: ContactFacts, answers: list[str]) -> None:
    """Corrections of one contact, all of them written on what was recorded first."""
    for number, answer in enumerate(answers, start=1):
        told = replace(said, submission_key=UUID(int=said.submission_key.int ^ number), met_before=answer)
        correct_contact(actor=worker, contact=contact, on_top_of=1, facts=told)


def facts(cast: Cast, rng: Random, outing, venue: Venue, answer: str) -> ContactFacts:
    given = {draw(rng, GIVEN), "pack"}
    return ContactFacts(
        submission_key=UUID(int=rng.getrandbits(128), version=4),
        venue=venue,
        contact_type=outing.contact_type,
        round=outing,
        met_at=timezone.now(),
        sex="female",
        met_before=answer,
        age_band=draw(rng, AGES),
        language=cast.code(CodeList.LANGUAGE, draw(rng, TONGUES)),
        citizenship_region=cast.code(CodeList.CITIZENSHIP_REGION, draw(rng, WORLDS)),
        given=tuple(cast.code(CodeList.GIVEN, name) for name in sorted(given)),
        needs=(cast.code(CodeList.NEED, draw(rng, NEEDS)),) if rng.random() < 0.4 else (),
        own_code=f"{rng.choice('ABEKMNRS')}{rng.randint(10, 79)}" if answer == MetBefore.YES else "",
        presets=("sex", "venue", "contact_type"),
    )
