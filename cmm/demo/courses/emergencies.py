"""Somebody was placed last night in one step, and the papers are still missing."""

from datetime import timedelta

from django.utils import timezone

from cases.enums import CaseStatus, Protection, Sex
from cases.models import Case
from cmm.demo.clock import Course
from cmm.demo.courses.acting import Play
from shelters import selectors
from shelters.rules import night_of
from shelters.services import place_at_once
from shelters.services.requests import Wish

DESPITE = "Kun her var en ledig seng i nat. Personen har eget værelse, og alderen afklares i morgen."


def at_night_course(play: Play) -> Course:
    """The demonstration's caseworker finds a bed in the demonstration's own house; the house has yet to say so."""
    mine, house = play.cast.demo("cmm_caseworker"), play.cast.demo("shelter_manager").organisation
    tonight = night_of(timezone.localtime())
    known = Case.objects.of(mine).exclude(status=CaseStatus.CLOSED)
    without = known.filter(protection=Protection.NORMAL, victim__sex=Sex.FEMALE, placements=None)
    case = without.filter(placement_requests=None).order_by("opened_on", "ref").first()
    if case:
        beds = selectors.beds_tonight(mine, case, tonight).filter(shelter__organisation=house)
        if bed := next((bed for bed in beds if not bed.free_until), None):
            wish = Wish(wanted_from=tonight, wanted_to=tonight + timedelta(days=3), urgent=True, despite=DESPITE)
            place_at_once(actor=mine, case=case, unit=bed, wish=wish)
    yield from ()
