"""Cases that change hands, and a colleague who is away: one offer is accepted, one waits, and somebody covers."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Case
from cases.services import NewCover, accept_case, give_cover, offer_case
from cmm.accounts.models import User
from cmm.demo.cast import Cast
from cmm.demo.clock import Course, after, office

DAYS = 9
AWAY = 12
PASSED_ON = (
    "Hun skal ringes op hver fredag. Tolken er bestilt til samtalen den næste uge. Broren må ikke få at vide, at hun"
    " taler med os."
)
WAITING = "Jeg går på orlov. Der er søgt om advokat, og krisecentret venter svar på, hvornår hun kan flytte."


def caseload_course(cast: Cast) -> Course:
    """Nine days: a case goes to a colleague, another is offered to the demonstration's caseworker, and one is away."""
    mine = cast.demo("cmm_caseworker")
    colleagues = [user for user in cast.everyone("cmm_caseworker", "cmm") if user != mine]
    away, giver, taker = colleagues[2:5]
    if case := open_case_of(giver):
        offer = offer_case(actor=giver, case=case, receiver=taker, note=PASSED_ON)
        yield office(after(1))
        accept_case(actor=taker, offer=offer, answer="Jeg har læst journalen.")
    yield office(after(5))
    if case := open_case_of(giver):
        offer_case(actor=giver, case=case, receiver=mine, note=WAITING)
    today = timezone.localdate()
    new = NewCover(absent=away, covering=mine, begins_on=today, ends_on=today + timedelta(days=AWAY))
    give_cover(actor=cast.demo("cmm_coordinator"), new=new)


def open_case_of(user: User) -> Case | None:
    """The longest untouched of the cases that are open to all colleagues."""
    rows = Case.objects.allowed(user, "hand_on").open().filter(protection="normal", caseworker=user)
    found: Case | None = rows.order_by("touched_at", "pk").first()
    return found
