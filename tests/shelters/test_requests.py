import pytest
from django.core.exceptions import PermissionDenied

from cases.enums import CaseStatus, CodeList, Sex
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import Conflict, RuleError
from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest
from shelters.services import (
    accept_request,
    decline_request,
    propose_other_date,
    request_place,
    withdraw_request,
)
from shelters.services.requests import Wish
from tests.factories.cases import CaseFactory, code
from tests.factories.shelters import (
    PlacementFactory,
    RequestFactory,
    ShelterFactory,
    UnitFactory,
    night,
    nights,
    other_house,
)

pytestmark = pytest.mark.django_db
WEEK = Wish(wanted_from=night(0), wanted_to=night(7))


def trail():
    return [(entry.action, entry.target_ref) for entry in AuditEntry.objects.order_by("id")]


def test_a_place_is_asked_for_and_leaves_a_trace(caseworker):
    case, shelter = CaseFactory(), ShelterFactory()

    asked = request_place(actor=caseworker, case=case, shelter=shelter, wish=WEEK)

    assert (asked.ref, asked.state, asked.known_as) == ("P-2026-0001", RequestState.WAITING, case.victim.code_name)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target_ref, entry.case_ref) == (AuditAction.REQUEST_SENT, asked.ref, case.ref)
    assert entry.details == {"shelter": shelter.slug, "urgent": False}


def test_the_shelter_gets_the_name_it_may_use(caseworker):
    wish = Wish(wanted_from=night(0), wanted_to=night(7), known_as="Mira", needs="Taler polsk.", urgent=True)

    asked = request_place(actor=caseworker, case=CaseFactory(), shelter=ShelterFactory(), wish=wish)

    assert (asked.known_as, asked.needs, asked.urgent) == ("Mira", "Taler polsk.", True)


@pytest.mark.parametrize(
    ("case", "shelter", "wish", "error"),
    [
        ({"status": CaseStatus.CLOSED}, {}, WEEK, ("not_placeable", "")),
        ({"victim__sex": Sex.MALE}, {"women_only": True}, WEEK, ("women_only", "shelter")),
        ({}, {}, Wish(wanted_from=night(-1), wanted_to=night(3)), ("past", "wanted_from")),
        ({}, {}, Wish(wanted_from=night(3), wanted_to=night(3)), ("backwards", "wanted_to")),
    ],
)
def test_a_refused_request_leaves_nothing(caseworker, case, shelter, wish, error):
    with pytest.raises(RuleError) as refused:
        request_place(actor=caseworker, case=CaseFactory(**case), shelter=ShelterFactory(**shelter), wish=wish)

    assert (refused.value.code, refused.value.field) == error
    assert (PlacementRequest.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_the_same_shelter_is_not_asked_twice(caseworker):
    asked = RequestFactory()

    with pytest.raises(RuleError, match="allerede spurgt") as refused:
        request_place(actor=caseworker, case=asked.case, shelter=asked.shelter, wish=WEEK)

    assert refused.value.code == "asked"


@pytest.mark.parametrize("role", ["shelter_manager", "outreach_worker", "immigration_officer", "ministry_reader"])
def test_nobody_asks_in_a_case_that_is_not_theirs(people, role):
    with pytest.raises(PermissionDenied):
        request_place(actor=people[role], case=CaseFactory(), shelter=ShelterFactory(), wish=WEEK)


def test_a_yes_gives_the_person_the_place(manager):
    unit = UnitFactory()
    asked = RequestFactory(shelter=unit.shelter, needs="Taler polsk.")

    placement = accept_request(actor=manager, request=asked, unit=unit, answer="Kom efter kl. 20.")

    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.answered_by) == (RequestState.ACCEPTED, "Kom efter kl. 20.", manager)
    assert (placement.unit, placement.victim, placement.stay) == (unit, asked.case.victim, nights(0, 7))
    assert (placement.known_as, placement.needs, placement.request) == (asked.known_as, "Taler polsk.", asked)
    assert trail() == [(AuditAction.VICTIM_PLACED, placement.ref), (AuditAction.REQUEST_ANSWERED, asked.ref)]


def test_a_place_that_was_taken_meanwhile_is_not_given_again(manager):
    unit = UnitFactory()
    PlacementFactory(unit=unit, stay=nights(3, 5))
    asked = RequestFactory(shelter=unit.shelter)

    with pytest.raises(Conflict, match="Pladsen er lige blevet optaget") as refused:
        accept_request(actor=manager, request=asked, unit=unit)

    asked.refresh_from_db()
    assert (refused.value.field, asked.state, AuditEntry.objects.count()) == ("unit", RequestState.WAITING, 0)


def test_a_person_sleeps_in_one_bed_at_a_time(manager):
    unit = UnitFactory()
    asked = RequestFactory(shelter=unit.shelter)
    PlacementFactory(case=asked.case, stay=nights(6, 9))

    with pytest.raises(Conflict, match="Personen har allerede en plads i den periode"):
        accept_request(actor=manager, request=asked, unit=unit)


def test_a_person_with_two_cases_is_still_one_person(manager):
    unit, other = UnitFactory(), PlacementFactory(stay=nights(0, 7))
    asked = RequestFactory(shelter=unit.shelter, case=CaseFactory(victim=other.victim))

    with pytest.raises(Conflict, match="Personen har allerede en plads i den periode"):
        accept_request(actor=manager, request=asked, unit=unit)


def test_the_day_of_departure_is_a_free_night(manager):
    unit = UnitFactory()
    PlacementFactory(unit=unit, stay=nights(-7, 0))
    PlacementFactory(unit=unit, stay=nights(7, 9))
    asked = RequestFactory(shelter=unit.shelter)

    assert accept_request(actor=manager, request=asked, unit=unit).stay == nights(0, 7)


def test_a_case_that_closed_meanwhile_gets_no_bed(manager):
    unit = UnitFactory()
    asked = RequestFactory(shelter=unit.shelter, case__status=CaseStatus.CLOSED)

    with pytest.raises(RuleError) as refused:
        accept_request(actor=manager, request=asked, unit=unit)

    assert (refused.value.code, Placement.objects.count()) == ("not_placeable", 0)


def test_a_place_in_another_house_is_no_answer(manager):
    with pytest.raises(RuleError) as refused:
        accept_request(actor=manager, request=RequestFactory(), unit=UnitFactory())

    assert refused.value.code == "other_shelter"


def test_a_no_has_a_reason(manager):
    asked, reason = RequestFactory(), code(CodeList.REFUSAL_REASON, "safety")

    decline_request(actor=manager, request=asked, reason=reason, answer="Vi ligger for tæt på.")

    asked.refresh_from_db()
    assert (asked.state, asked.refusal_reason, asked.answer) == (RequestState.DECLINED, reason, "Vi ligger for tæt på.")
    assert AuditEntry.objects.get().details == {"state": "declined", "reason": "safety"}


def test_another_date_can_be_proposed(manager):
    asked = RequestFactory()

    propose_other_date(actor=manager, request=asked, proposed_from=night(9))

    asked.refresh_from_db()
    assert (asked.state, asked.proposed_from, asked.answered_by) == (RequestState.OTHER_DATE, night(9), manager)
    assert trail() == [(AuditAction.REQUEST_ANSWERED, asked.ref)]


def test_what_is_not_needed_any_longer_is_withdrawn(caseworker):
    asked = RequestFactory()

    withdraw_request(actor=caseworker, request=asked)

    asked.refresh_from_db()
    assert (asked.state, trail()) == (RequestState.WITHDRAWN, [(AuditAction.REQUEST_WITHDRAWN, asked.ref)])


def test_an_answer_is_not_given_over_another(manager):
    unit = UnitFactory()
    asked = RequestFactory(shelter=unit.shelter, state=RequestState.WITHDRAWN)

    with pytest.raises(RuleError, match="Trukket tilbage"):
        accept_request(actor=manager, request=asked, unit=unit)


@pytest.mark.parametrize("role", ["shelter_staff", "cmm_coordinator", "supervision_inspector"])
def test_only_the_manager_answers_for_the_shelter(people, role):
    unit = UnitFactory()
    with pytest.raises(PermissionDenied):
        accept_request(actor=people[role], request=RequestFactory(shelter=unit.shelter), unit=unit)


def test_a_manager_does_not_answer_for_another_house(manager):
    asked = RequestFactory(shelter__organisation=other_house())
    with pytest.raises(PermissionDenied):
        decline_request(actor=manager, request=asked, reason=code(CodeList.REFUSAL_REASON, "full"))


def test_a_manager_does_not_withdraw_what_others_asked(manager):
    with pytest.raises(PermissionDenied):
        withdraw_request(actor=manager, request=RequestFactory())
