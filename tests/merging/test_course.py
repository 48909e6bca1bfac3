"""From the decision in March to half a year at home, entered by the roles that would; then two such files are merged,
and the merge is undone: nothing is lost, and nobody sees what was not theirs.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.enums import LegalBasis, Receiver
from cases.merging.selectors import obstacles_to
from cases.merging.services import Chosen, merge_cases, undo_merge
from cases.models import Case
from cases.services import NewReferral
from identification.enums import ExtensionReason
from identification.followup.models import PreparedReturn, ReturnEvent
from identification.followup.services import (
    NewClaim,
    NewCriminalEvent,
    NewReturn,
    NewShare,
    NewSupport,
    add_support,
    answer_shared,
    decide_claim,
    prepare_return,
    record_claim,
    record_criminal_event,
    record_return_event,
    share_file,
    withdraw_row,
)
from identification.models import Departure, Period
from identification.services import (
    Extension,
    correct_departure,
    extend_period,
    offer_period,
    record_act,
    record_departure,
)
from shelters.services import accept_request, end_placement, request_place
from shelters.services.requests import Wish
from tests.factories.cases import CaseFactory, CodeFactory
from tests.factories.identification import DecisionFactory
from tests.factories.shelters import ShelterFactory, UnitFactory
from tests.merging.files import changed, register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LEFT, TODAY = date(2025, 11, 17), date(2026, 6, 1)
NUMBER = "0700-83966-00012-25"


def on(day):
    """The verbs of the block are done at ten that day."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 10, tzinfo=UTC), tick=True)


def course(people, houses, code_name, *, moves_in):
    """One file, lived through. It sleeps in two houses from ``moves_in``, for a fortnight in each."""
    worker, officer = people["cmm_caseworker"], people["immigration_officer"]
    with on(date(2025, 3, 10)):
        case = CaseFactory(
            victim__code_name=code_name, caseworker=worker, authority="us", status="in_support",
            opened_on=date(2025, 3, 3),
        )  # fmt: skip
        DecisionFactory(case=case, decided_by=officer, decided_on=date(2025, 3, 10))
    with on(date(2025, 3, 12)):
        period = offer_period(actor=officer, case=case, kind="reflection", on=date(2025, 3, 12))
        record_act(actor=officer, period=period, seen=1, act="started", on=date(2025, 3, 12))
        plan(worker, case)
    with on(date(2025, 4, 2)):
        more = Extension(
            on=date(2025, 4, 2), applied_on=date(2025, 4, 1), ground=ExtensionReason.PREPARED_RETURN, days=30
        )
        extend_period(actor=officer, period=period, seen=2, extension=more)
        crime(worker, case, "reported")
    for turn, house in enumerate(houses):
        stay(people, case, house, moves_in + turn * 14 * DAY)
    with on(date(2025, 9, 1)):
        record_act(actor=officer, period=period, seen=3, act="ended", on=date(2025, 5, 11), reason="Den er gået.")
        crime(worker, case, "charged", proceeding=1)
        claim = record_claim(actor=worker, case=case, new=NewClaim("board", date(2025, 9, 1), 120_000))
        tell_the_police(people, case)
    with on(date(2025, 10, 20)):
        decide_claim(actor=worker, claim=claim, outcome="partly", on=date(2025, 10, 20), granted=60_000)
    go_home(people, case)
    return Case.objects.get(pk=case.pk)


def plan(worker, case):
    theme = CodeFactory(list="support_theme")
    new = NewSupport(theme, "Et sted at bo", "En bolig", "Kontaktpersonen", date(2025, 3, 12), "planned")
    add_support(actor=worker, case=case, new=new)


def crime(worker, case, step, proceeding=None):
    new = NewCriminalEvent(step, date(2025, 4, 2) if step == "reported" else date(2025, 9, 1), "262a", NUMBER)
    record_criminal_event(actor=worker, case=case, new=new, proceeding=proceeding)


def stay(people, case, house, first):
    manager = people["shelter_manager"]
    with on(first - DAY):
        wish = Wish(first, first + 14 * DAY, known_as=f"Gæst {case.victim.code_name[0]}", despite="Trygt her.")
        request = request_place(actor=people["immigration_officer"], case=case, shelter=house.shelter, wish=wish)
        placement = accept_request(actor=manager, request=request, unit=house, answer="Velkommen.")
    with on(first + 14 * DAY):
        end_placement(actor=manager, placement=placement, on=first + 14 * DAY, cause="moved")


def tell_the_police(people, case):
    police, worker = people["police_liaison"], people["cmm_caseworker"]
    new = NewReferral(
        Receiver.POLICE, police.organisation.name_da, "Vi beder om en afhøring.", LegalBasis.CONSENT,
        sent_on=date(2025, 9, 1), consented_on=date(2025, 9, 1), consented_by="person", consented_how="written",
        consented_to="At politiet får det, der står her",
    )  # fmt: skip
    share = NewShare(police.organisation, ["facts", "criminal"], date(2025, 12, 1))
    answer_shared(
        actor=police, shared=share_file(actor=worker, case=case, new=new, share=share), how="accepted", answer="Ja."
    )


def go_home(people, case):
    worker = people["cmm_caseworker"]
    with on(LEFT - 14 * DAY):
        prepare_return(
            actor=worker, case=case, new=NewReturn("RO", "drc", "", "Tre måneders husleje.", "Ingen kendte.")
        )
        for mark in ("offered", "accepted", "planned"):
            record_return_event(actor=worker, case=case, mark=mark, on=LEFT - 14 * DAY)
    with on(LEFT):
        record_departure(actor=people["immigration_officer"], case=case, on=LEFT)
        record_return_event(actor=worker, case=case, mark="arrived", on=LEFT)
    for month in range(1, 7):
        seen = LEFT + 28 * month * DAY
        with on(seen):
            record_return_event(actor=worker, case=case, mark="contact", on=seen, month=month, note="Det går godt.")


def make_room(people, husk):
    """What there may be only one of is withdrawn in the file that is laid into the other."""
    worker = people["cmm_caseworker"]
    for row in (*PreparedReturn.objects.filter(case=husk), *ReturnEvent.objects.filter(case=husk, month__isnull=False)):
        withdraw_row(actor=worker, row=row, reason="Skrevet to gange.")
    departure = Departure.objects.get(case=husk)
    correct_departure(actor=people["immigration_officer"], departure=departure, reason="Skrevet to gange.")


PAGES = {
    "case": lambda case: case.get_absolute_url(),
    "follow-up": lambda case: reverse("followup:case_followup", args=[case.ref]),
    "stay": lambda case: reverse("shelters:placement_detail", args=[case.placements.order_by("pk").first().ref]),
    "told": lambda case: case.shared.get().get_absolute_url(),
}


ROLES = ("cmm_caseworker", "immigration_officer", "police_liaison", "shelter_manager", "ministry_reader")


def seen_on(day, as_role, pages):
    """Which pages of which file open to each role that day."""
    with on(day):
        browsers = {role: as_role(role) for role in ROLES}
        return {
            role: {page for page, address in pages.items() if browser.get(address).status_code == 200}
            for role, browser in browsers.items()
        }


def parts(pages):
    """What each role has of a file: the police what they were told until the day it ends, the house its stays."""
    own = {"case", "follow-up", "stay"}
    reads = {"cmm_caseworker": own | {"told"}, "immigration_officer": own, "police_liaison": {"told"}}
    reads |= {"shelter_manager": {"stay"}, "ministry_reader": set()}
    return {role: {page for page in pages if page.split()[0] in names} for role, names in reads.items()}


def test_a_course_is_entered_by_its_roles_and_two_such_files_are_merged_and_unmerged(people, as_role):
    houses = [UnitFactory(shelter=ShelterFactory()) for _house in range(2)]
    case = course(people, houses, "Solsikke", moves_in=date(2025, 4, 10))
    husk = course(people, houses, "Havtorn", moves_in=date(2025, 6, 10))
    pages = {f"{name} {one.victim.code_name}": page(one) for one in (case, husk) for name, page in PAGES.items()}
    entered = {day: seen_on(day, as_role, pages) for day in (date(2025, 10, 1), TODAY)}
    with on(TODAY):
        blocked = len(obstacles_to(case, husk))
        make_room(people, husk)
        before, left = register(), obstacles_to(case, husk)
        merge = merge_cases(
            actor=people["cmm_coordinator"], case=case, husk=husk, reason="Samme ar og samme søster.", chosen=Chosen()
        )
        together = {
            "stays": case.placements.count(), "periods": Period.objects.filter(case=case).count(),
            "months": ReturnEvent.objects.standing().filter(case=case, month__isnull=False).count(),
        }  # fmt: skip
        while_merged = seen_on(TODAY, as_role, pages)
        undo_merge(actor=people["cmm_coordinator"], merge=merge, reason="Søsteren er en anden.")

    told, now = parts(pages), parts(pages) | {"police_liaison": set()}
    assert entered == {date(2025, 10, 1): told, TODAY: now}
    assert while_merged == now
    assert (blocked, left) == (3, [])
    assert together == {"stays": 4, "periods": 2, "months": 6}
    assert changed(before, register()) == {}
    assert {day: seen_on(day, as_role, pages) for day in entered} == entered
