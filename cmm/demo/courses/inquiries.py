"""From the call to an answer or a case."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Case, Inquiry
from cases.services import (
    NewCase,
    NewInquiry,
    NewRefusal,
    assign_case,
    close_inquiry,
    log_inquiry,
    open_case,
    record_refusal,
    search_persons,
)
from cmm.accounts.models import User
from cmm.demo.clock import Course, after, office
from cmm.demo.courses.acting import Play, note
from cmm.demo.courses.cases import case_course
from cmm.demo.courses.tasks import ring_back
from cmm.demo.stories import Story
from cmm.demo.words import say


def inquiry_course(play: Play, story: Story) -> Course:
    """Somebody rings or writes; it ends with advice, or a person has a case."""
    taken_by = story.rng.choice(play.caseworkers())
    inquiry = log(play, story, taken_by)
    if not story.goes_on_after("inquiry"):
        ring_back(taken_by, inquiry)
        return
    if not story.becomes_a_case:
        yield after(story.days(0.02, 0.3) if story.rng.random() < 0.8 else story.days(1, 6))
        if Random(f"no from {inquiry.ref}").random() < SAY_NO:
            record_refusal(actor=taken_by, new=no_from(play, story), inquiry=inquiry)
            return
        reason = say(story.rng, "answers", story.ending, story.person)
        close_inquiry(actor=taken_by, inquiry=inquiry, outcome=story.ending, reason=reason)
        return
    yield after(story.days(0.05, 0.4)) if story.urgent else office(after(story.days(0.1, 3)))
    case = become_a_case(play, story, inquiry, taken_by)
    if not case.caseworker:
        if not story.goes_on_after("opened"):
            return
        yield office(after(story.days(0.5, 3)))
        assign_case(actor=play.coordinator(story), case=case, caseworker=play.caseworker(story))
    yield after(0, minutes=story.rng.randint(5, 50))
    note(case.caseworker, case, story, "opening")
    if story.goes_on_after("opened"):
        yield from case_course(play, story, case)


def log(play: Play, story: Story, taken_by: User) -> Inquiry:
    new = NewInquiry(
        received_at=timezone.now() - timedelta(minutes=story.rng.randint(2, 25)),
        channel=play.cast.code(CodeList.REFERRAL_CHANNEL, story.channel),
        caller_type=play.cast.code(CodeList.CALLER_TYPE, caller(story)) if story.channel == "hotline" else None,
        source=play.cast.code(CodeList.REFERRAL_SOURCE, story.source),
        summary=say(story.rng, "inquiries", story.topic, story.person),
        referring_organisation=play.referrer(story),
        region=story.person.region,
        persons=story.rng.choice([1, 1, 1, 1, 1, 1, 2, 2, 3]),
        urgent=story.urgent,
    )
    return log_inquiry(actor=taken_by, new=new)


def no_from(play: Play, story: Story) -> NewRefusal:
    """What may be counted of somebody who does not want to be registered."""
    why = Random(f"why {story.person.citizenship} {timezone.now()}").choice(WHY_NOT)
    person = story.person
    return NewRefusal(
        month=timezone.localdate().replace(day=1),
        exploitation_form=play.cast.code(CodeList.EXPLOITATION_FORM, "unknown"),
        reason=play.cast.code(CodeList.CONSENT_REFUSAL, why),
        sex=person.sex,
        citizenship=person.citizenship,
        region=person.region,
    )


SAY_NO = 0.15
WHY_NOT = ("fear_of_traffickers", "fear_of_authorities", "fear_of_return", "wants_to_earn", "not_said")


def caller(story: Story) -> str:
    """Who rang, by who refers."""
    if story.source.startswith("ngo") or story.source == "crisis_centre":
        return "ngo"
    return CALLERS.get(story.source, "authority")


CALLERS = {"police": "police", "citizen": "citizen", "self": "self", "relative": "relative", "hospital": "health"}


def become_a_case(play: Play, story: Story, inquiry: Inquiry, taken_by: User) -> Case:
    """A coordinator opens it for a colleague, or whoever took the call keeps it."""
    chosen = play.caseworker(story) if story.assigned or story.protection == "named" else None
    actor = play.coordinator(story) if chosen not in (None, taken_by) else taken_by
    search_persons(actor=actor, name=called(story), inquiry=inquiry)
    return open_case(actor=actor, new=new_case(play, story, chosen), inquiry=inquiry)


def called(story: Story) -> str:
    """A name the caller may have said."""
    rng = Random(f"called {story.person}")
    given = say(rng, "identities", "male" if story.person.sex == "male" else "female", story.person)
    return f"{given} {say(rng, 'identities', 'family', story.person)}"


def new_case(play: Play, story: Story, caseworker: User | None) -> NewCase:
    person = story.person
    overruled = person.basis == "unknown" and story.rng.random() < 0.5
    return NewCase(
        code_name=next(play.names),
        residence_basis=play.cast.code(CodeList.RESIDENCE_BASIS, person.basis),
        source=play.cast.code(CodeList.REFERRAL_SOURCE, story.source),
        authority="us" if overruled else "",
        authority_reason="Personen har oplyst, at visummet er udløbet." if overruled else "",
        sex=person.sex,
        age_band=person.age_band,
        citizenship=person.citizenship,
        language=play.cast.code(CodeList.LANGUAGE, person.language),
        region=person.region,
        police_district=play.cast.code(CodeList.POLICE_DISTRICT, person.district),
        protection=story.protection,
        caseworker=caseworker,
    )
