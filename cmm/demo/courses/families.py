"""A mother and her child, who has a case of its own, share a room; and a room nobody sleeps in for a while."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cases.enums import MINORS, Protection, Sex
from cases.models import Case
from cmm.demo.clock import Course
from cmm.demo.courses.acting import Play
from cmm.demo.courses.stays import manager_of
from shelters import selectors
from shelters.models import Placement, PlacementRequest, Unit
from shelters.rules.stays import PLACEABLE
from shelters.services import accept_request, close_unit, request_place
from shelters.services.requests import Wish

NIGHTS = timedelta(days=28)
SAFE = "Stedet er gennemgået med politiet."
MOTHER, CHILD = "Har et barn med egen sag hos sig. Taler rumænsk.", "Bor hos sin mor. Går i skole i huset."


def family_course(play: Play) -> Course:
    """Asked for by their contact persons, given by the house: the child follows the mother."""
    mother, child = next(without_a_bed(sex=Sex.FEMALE), None), next(without_a_bed(age_band__in=MINORS), None)
    today, manager = timezone.localdate(), play.cast.demo("shelter_manager")
    rooms = Unit.objects.filter(beds__gte=2, shelter__takes_children=True, shelter__active=True)
    # First in the house of the demonstration's own manager, who is to see them on the board.
    rooms = rooms.order_by(
        models.Case(models.When(shelter__organisation=manager.organisation_id, then=0), default=1), "pk"
    )
    room = next((room for room in rooms.select_related("shelter") if is_free(room, today)), None)
    if mother and child and room:
        stay = placed(play, mother, room, MOTHER)
        yield timezone.now() + timedelta(hours=2)
        placed(play, child, room, CHILD, parent=stay)


def without_a_bed(**whom: Any) -> Iterator[Case]:
    """Cases in which somebody looks for a place and has none, those of grown-ups unless it says otherwise."""
    rows = Case.objects.filter(status__in=PLACEABLE, protection=Protection.NORMAL, caseworker__isnull=False)
    rows = rows.exclude(pk__in=Placement.objects.filter(ended_at=None).values("case"))
    rows = rows.exclude(pk__in=PlacementRequest.objects.waiting().values("case"))
    if "age_band__in" not in whom:
        rows = rows.exclude(victim__age_band__in=MINORS)
    yield from rows.filter(**{f"victim__{name}": value for name, value in whom.items()}).order_by("pk")


def is_free(room: Unit, first: date) -> bool:
    nights = DateRange(first, first + NIGHTS)
    return selectors.free_units(room.shelter, nights).filter(pk=room.pk).exists()


def placed(play: Play, case: Case, room: Unit, needs: str, parent: Placement | None = None) -> Placement:
    today = timezone.localdate()
    wish = Wish(wanted_from=today, wanted_to=today + NIGHTS, needs=needs, despite=SAFE)
    request = request_place(actor=case.caseworker, case=case, shelter=room.shelter, wish=wish)
    terms = {"parent": parent} if parent else {"unit": room}
    return accept_request(actor=manager_of(play, room.shelter), request=request, unapproved_reason=SAFE, **terms)


def painting_course(play: Play) -> Course:
    """A place of the demonstration's own house is painted next week, where nobody has it."""
    manager, today = play.cast.demo("shelter_manager"), timezone.localdate()
    first, until = today + timedelta(days=2), today + timedelta(days=7)
    for house in play.cast.shelters:
        if house.organisation_id != manager.organisation_id:
            continue
        for unit in selectors.free_units(house, DateRange(first, until)).order_by("-position")[:1]:
            close_unit(actor=manager, unit=unit, first=first, until=until, reason="Maling og nyt gulv")
    yield from ()
