"""Beds: asked for, given or refused, lived in, left."""

from datetime import date, time, timedelta
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from cases.enums import CodeList
from cases.models import Case
from cmm.accounts.models import User
from cmm.demo.clock import Course, after, moment, office
from cmm.demo.courses.acting import Play, note
from cmm.demo.stories import Story
from cmm.demo.words import say
from identification.enums import Outcome
from shelters.enums import ExitCause
from shelters.models import HouseNote, Placement, PlacementRequest, Shelter, Unit
from shelters.services import (
    accept_request,
    correct_placement,
    decline_request,
    end_placement,
    move_victim,
    propose_other_date,
    release_placement,
    report_disappeared,
    request_place,
    see_note,
    withdraw_request,
)
from shelters.services.dangers import dangers
from shelters.services.requests import Wish

OPENS, LEAVES = time(9, 30), time(11, 20)
EMERGENCY = "akut"  # places kept free for tonight
CAUSES = [ExitCause.OWN_HOUSING, ExitCause.RETURNED, ExitCause.MOVED, ExitCause.DISAPPEARED, ExitCause.OTHER]
WEIGHTS = [30, 32, 16, 14, 8]
# The houses of Reden International
RI, RI_NORTH = "reden-internationals-krisecenter-koebenhavn", "reden-internationals-krisecenter-aalborg"


def stay_course(play: Play, story: Story, case: Case) -> Course:
    """Houses are asked one after the other until one has a place."""
    for house in houses(play, story, case):
        case.refresh_from_db()
        if case.status == "closed" or case.placements.filter(ended_at__isnull=True).exists():
            return
        if dangers(case, house) and not story.house:
            continue
        request = ask(play, story, case, house)
        if not story.answered:
            return
        yield after(story.days(0.05, 0.4)) if story.urgent else office(after(story.days(0.1, 1.5)))
        placement = answer(play, story, request)
        if placement:
            yield from living(play, story, placement)
            return


def houses(play: Play, story: Story, case: Case) -> list[Shelter]:
    """Which houses are asked, and in which order."""
    by_slug = {house.slug: house for house in play.cast.shelters}
    slugs = [slug for slug in wished(story, case) if not (by_slug[slug].women_only and story.person.sex == "male")]
    return [by_slug[slug] for slug in slugs]


def wished(story: Story, case: Case) -> list[str]:
    if story.house:
        return [story.house]
    if story.person.is_minor:
        return ["boernecenter-lindely" if case.authority == "us" else "opholdsstedet-egely"]
    if case.authority == "us":
        centres = ["kvindecentret-roede-kors", "center-sandholm", "asylcenter-marsken", "asylcenter-heden"]
        story.rng.shuffle(centres)
        reden = [RI] if story.rng.random() < 0.35 else []
        return [*reden, *centres][:3]
    crisis = [RI, RI_NORTH, "krisecenter-nordlys"]
    men = ["mandekrisecentret-fjordly", "herberget-ankeret", "botilbud-fyrrevang"]
    story.rng.shuffle(men)
    return crisis if story.person.sex == "female" else men


def ask(play: Play, story: Story, case: Case, house: Shelter) -> PlacementRequest:
    """The caseworker asks, and for those it decides for, Udlændingestyrelsen."""
    by_us = case.authority == "us" and case.protection != "named" and story.rng.random() < 0.6
    actor = story.rng.choice(play.cast.everyone("immigration_officer")) if by_us else case.caseworker
    first = story.arrives or timezone.localdate() + timedelta(days=0 if story.urgent else story.rng.randint(0, 4))
    wish = Wish(
        despite="Personen kender stedet og er tryg ved det. Politiet er orienteret.",
        wanted_from=first,
        wanted_to=first + timedelta(days=story.rng.choice([14, 30, 30, 45, 60, 90])),
        needs=say(story.rng, "shelter_needs", "any", story.person),
        **told(story, case),
        urgent=story.urgent,
    )
    return request_place(actor=actor, case=case, shelter=house, wish=wish)


def told(story: Story, case: Case) -> dict[str, str]:
    """What the house must know for safety. By a chance of its own, so that the rest of the world stays as it is."""
    rng = Random(f"{case.ref} told")
    return {
        part: say(rng, f"shelter_{name}", "any", story.person)
        for part, name, often in (("safety", "safety", 0.7), ("contact", "contact", 0.9), ("key_dates", "dates", 0.6))
        if rng.random() < often
    }


def answer(play: Play, story: Story, request: PlacementRequest) -> Placement | None:
    """The house gives a place where it has one; else it says why not, or when."""
    request.refresh_from_db()
    if not request.is_waiting:
        return None
    if request.case.status == "closed":
        return None
    manager = manager_of(play, request.shelter)
    unit = free_unit(play, request)
    luck = 0.0 if story.house else story.rng.random()
    if unit and luck < 0.86:
        text = say(story.rng, "shelter_answers", "accepted", story.person)
        return accept_request(actor=manager, request=request, unit=unit, answer=text)
    if luck < 0.9:
        later = request.wanted_from + timedelta(days=story.rng.randint(5, 12))
        text = say(story.rng, "shelter_answers", "other_date", story.person)
        propose_other_date(actor=manager, request=request, proposed_from=later, answer=text)
    elif luck < 0.92:
        withdraw_request(actor=request.case.caseworker, request=request)
    else:
        reason = play.cast.code(CodeList.REFUSAL_REASON, story.rng.choice(["full", "safety"]) if unit else "full")
        text = say(story.rng, "shelter_answers", "declined", story.person)
        decline_request(actor=manager, request=request, reason=reason, answer=text)
    return None


def manager_of(play: Play, house: Shelter) -> User:
    return play.cast.everyone("shelter_manager", house.organisation.code)[0]


def free_unit(play: Play, request: PlacementRequest) -> Unit | None:
    """A place that is free all the nights asked for; the emergency ones only for who cannot wait."""
    stay = DateRange(request.wanted_from, request.wanted_to)
    taken = set(Placement.objects.during(stay).values_list("unit", flat=True))
    free = [unit for unit in play.cast.units[request.shelter_id] if unit.pk not in taken]
    ordinary = [unit for unit in free if EMERGENCY not in unit.name]
    chosen = ordinary or (free if request.urgent else [])
    return chosen[0] if chosen else None


def living(play: Play, story: Story, placement: Placement) -> Course:
    """Settling in, perhaps another room, perhaps longer, and leaving."""
    case, manager = placement.case, manager_of(play, placement.unit.shelter)
    yield office(moment(placement.arrives_on, timezone.localtime().time()) + timedelta(days=1))
    if story.rng.random() < 0.5 and going_on(placement):
        note(case.caseworker, case, story, "shelter")
    if story.rng.random() < 0.2:
        yield office(after(story.rng.uniform(3, 12)))
        placement = other_room(play, manager, placement)
    while story.rng.random() < 0.35 and story.pace == 1.0:
        yield office(moment(placement.departs_on, OPENS) - timedelta(days=story.rng.randint(2, 6)))
        stay_longer(manager, placement, story)
    leaves = placement.departs_on - timedelta(days=story.rng.choice([0, 0, 0, 1, 4, 9]))
    yield moment(max(leaves, placement.arrives_on + timedelta(days=1)), LEAVES)
    if going_on(placement):
        cause = story.rng.choices(CAUSES, weights=WEIGHTS)[0]
        if story.ending == Outcome.DISAPPEARED:
            cause = ExitCause.DISAPPEARED
        left_on = min(timezone.localdate(), placement.departs_on)
        if report := leave(manager, placement, left_on, cause):
            yield office(after(0.2))
            see(play, report)


def leave(manager: User, placement: Placement, on: date, cause: ExitCause) -> HouseNote | None:
    """Whoever did not come back is reported, and the house waits for somebody to have seen it."""
    if cause == ExitCause.DISAPPEARED:
        return report_disappeared(actor=manager, placement=placement, on=on)
    said = asked_how_it_was(placement)
    end_placement(actor=manager, placement=placement, on=on, cause=cause, satisfaction=said)
    return None


def see(play: Play, note: HouseNote) -> None:
    case = Case.objects.get(pk=note.case_id)
    see_note(actor=case.caseworker or play.cast.demo("cmm_coordinator"), note=note)


def asked_how_it_was(placement: Placement) -> int | None:
    """What the person says of the stay; four in ten are not asked. By chance of its own, so that no story changes."""
    rng = Random(f"{placement.ref} satisfaction")
    return rng.choices([1, 2, 3, 4, 5], weights=[1, 2, 4, 8, 5])[0] if rng.random() < 0.6 else None


def going_on(placement: Placement) -> bool:
    placement.refresh_from_db()
    return not placement.is_over


def other_room(play: Play, manager: User, placement: Placement) -> Placement:
    """Another place in the same house, where one is free."""
    today = timezone.localdate()
    if not going_on(placement) or not placement.arrives_on < today < placement.departs_on:
        return placement
    taken = Placement.objects.during(DateRange(today, placement.departs_on)).values_list("unit", flat=True)
    units = [unit for unit in play.cast.units[placement.unit.shelter_id] if EMERGENCY not in unit.name]
    free = [unit for unit in units if unit.pk not in set(taken)]
    return move_victim(actor=manager, placement=placement, unit=free[0], on=today) if free else placement


def stay_longer(manager: User, placement: Placement, story: Story) -> None:
    """The departure is put off, unless somebody else has the place by then."""
    if not going_on(placement) or placement.departs_on < timezone.localdate():
        return
    later: date = placement.departs_on + timedelta(days=story.rng.choice([14, 30]))
    meanwhile = Placement.objects.during(DateRange(placement.departs_on, later))
    if not meanwhile.filter(Q(unit=placement.unit_id) | Q(victim=placement.victim_id)).exists():
        terms = {"known_as": placement.known_as, "needs": placement.needs, "departs_on": later}
        correct_placement(actor=manager, placement=placement, **terms)
        placement.refresh_from_db()


def empty_bed(play: Play, case: Case, worker: User, cause: ExitCause = ExitCause.OTHER) -> None:
    """Before a case closes, its requests are taken back and its stay is ended."""
    for request in PlacementRequest.objects.filter(case=case).waiting():
        withdraw_request(actor=worker, request=request)
    today = timezone.localdate()
    for placement in case.placements.filter(ended_at__isnull=True):
        manager = manager_of(play, placement.unit.shelter)
        if placement.arrives_on < today:
            if report := leave(manager, placement, min(today, placement.departs_on), cause):
                see(play, report)
        else:
            release_placement(actor=manager, placement=placement)
