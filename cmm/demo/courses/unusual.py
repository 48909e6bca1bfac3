"""A curious colleague: cases that were not theirs, a whole lunch break of them, one at night, and one of somebody with
the name of the person at the next desk. The week is listed, and some of it has been answered.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cases.models import Case, Identity
from cases.particulars import Names
from cases.services import record_identity, state_purpose
from cmm.accounts.models import User
from cmm.audit.enums import Purpose
from cmm.demo.cast import Cast
from cmm.demo.clock import Course, moment
from cmm.demo.doors import opened
from cmm.oversight.unusual.enums import Errand, Kind
from cmm.oversight.unusual.models import Entry
from cmm.oversight.unusual.rules import monday_of
from cmm.oversight.unusual.services import add_words, answer, judge, make_list

CURIOUS, NEXT_DESK = "Maja Kildevang", "Rikke Strandmark"
AT_ONCE = 13
SAID = "Jeg var nysgerrig efter, hvordan andre skriver deres noter. Jeg skulle have spurgt."
MORE = "Jeg har talt med min leder om det."
FOUND = "Ikke en grund til at åbne sagen. Lederen følger op."


def listed_week(ends: datetime) -> date:
    """The Monday of the last week that was over."""
    return monday_of(timezone.localdate(ends)) - timedelta(weeks=1)


def unusual_course(cast: Cast, monday: date) -> Course:
    """From that Monday on."""
    curious, neighbour = named(cast, CURIOUS), named(cast, NEXT_DESK)
    cases = others(curious)
    called_alike = namesake(neighbour, curious)
    yield moment(monday + timedelta(days=1), time(12, 5))
    for case in [*called_alike, *cases[:AT_ONCE]]:
        open_of_another(curious, case, Purpose.CONTACTED)
    yield moment(monday + timedelta(days=2), time(22, 40))
    mine = cast.demo("cmm_caseworker")
    for reader, theirs in ((curious, cases), (mine, others(mine))):
        for case in theirs[len(theirs) // 2 :][:1]:
            open_of_another(reader, case, Purpose.STAND_IN)
    yield moment(monday + timedelta(days=7), time(3, 10))
    make_list(monday, Random(f"{monday} lot"))
    yield moment(monday + timedelta(days=7), time(9, 40))
    answered(cast, curious)


def open_of_another(reader: User, case: Case, purpose: Purpose) -> None:
    """They say what for, and then it opens."""
    state_purpose(actor=reader, case=case, purpose=purpose)
    opened(reader, case, "case_detail", purpose=purpose)


def named(cast: Cast, name: str) -> User:
    return next(user for user in cast.everyone("cmm_caseworker") if user.name == name)


def others(user: User) -> list[Case]:
    """Open cases of colleagues that nobody has protected, the newest first."""
    rows = Case.objects.open().filter(protection="normal", organisation=user.organisation, merged_into=None)
    return list(rows.exclude(caseworker=user).exclude(caseworker=None).order_by("-ref"))


def namesake(neighbour: User, curious: User) -> list[Case]:
    """The oldest case of somebody who has not said who they are: now they have."""
    known = set(Identity.objects.values_list("victim", flat=True))
    unknown = [one for one in reversed(others(curious)) if one.victim_id not in known][:1]
    given, family = neighbour.name.split(" ", 1)
    for case in unknown:
        record_identity(actor=case.caseworker, case=case, particulars=Names(given_names=given, family_names=family))
    return unknown


def answered(cast: Cast, curious: User) -> None:
    """Two are answered, and of these one is closed."""
    asked = list(Entry.objects.filter(actor_id=curious.pk).exclude(asked="").order_by("pk")[:2])
    for entry in asked:
        answer(actor=curious, entry=entry, errand=Errand.OTHER, words=SAID)
    for entry in asked[:1]:
        add_words(actor=curious, entry=entry, words=MORE)
        judge(actor=cast.demo("data_protection_officer"), entry=entry, kind=Kind.FOLLOWED_UP, words=FOUND)
