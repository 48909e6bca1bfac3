"""What houses write, with row-level security off: what Python alone lets through."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from cmm.desk.desks import desk_of
from shelters.selectors.capacity import places_for_return
from shelters.selectors.daily import away, diary_of, disappearance_of, is_told, unseen_messages
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, WallFactory
from tests.factories.shelters import (
    NoteFactory,
    PlacementFactory,
    ServiceFactory,
    ShelterFactory,
    UnitFactory,
    other_house,
)
from tests.permissions.test_scopes import open_world  # noqa: F401 -- a fixture

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("open_world"),
]


def stay_in(shelter, **facts):
    today = timezone.localdate()
    days = DateRange(today - timedelta(days=5), today + timedelta(days=5))
    return PlacementFactory(unit=UnitFactory(shelter=shelter), stay=days, **facts)


def gone(stay, **facts):
    return NoteFactory(placement=stay, kind="disappeared", planned_to=stay.departs_on, **facts)


@pytest.fixture
def keeper(people):
    return people["shelter_staff"]


@pytest.fixture
def stays(keeper):
    """One in the keeper's house and one in another."""
    return [stay_in(ShelterFactory(organisation=of)) for of in (keeper.organisation, other_house())]


def test_a_house_reads_what_it_wrote_and_nothing_of_another(stays, keeper):
    for stay in stays:
        ServiceFactory(placement=stay, given_on=stay.arrives_on)
        NoteFactory(placement=stay)
    diaries = [diary_of(stay.case_id, keeper) for stay in stays]
    assert [(len(diary.services), len(diary.notes)) for diary in diaries] == [(1, 1), (0, 0)]


def test_nobody_of_another_house_is_away_or_gone(stays, keeper):
    for stay in stays:
        NoteFactory(placement=stay)
        gone(stay)
    here, _elsewhere = stays
    assert list(away(stays, keeper, timezone.now())) == [here.pk]
    assert [disappearance_of(stay, keeper) is not None for stay in stays] == [True, False]


def test_a_message_is_for_whoever_sees_the_case(people, keeper):
    worker, house = people["cmm_caseworker"], ShelterFactory()
    mine, behind = (stay_in(house, case__caseworker=worker) for _ in range(2))
    WallFactory(case=behind.case, user=worker)
    for stay in (mine, behind):
        gone(stay)
    assert [note.case_id for note in unseen_messages(worker)] == [mine.case_id]
    assert [case.pk for case in desk_of(worker).gone] == [mine.case_id]
    assert [is_told(worker, stay.case_id) for stay in (mine, behind)] == [True, False]


def test_a_kept_case_without_a_contact_person_tells_nobody_by_accident(people):
    stay = stay_in(ShelterFactory(), case=CaseFactory(protection="named", caseworker=None))
    gone(stay)
    coordinator = people["cmm_coordinator"]
    assert stay.case_id not in {note.case_id for note in unseen_messages(coordinator)}
    assert stay.case_id not in {case.pk for case in desk_of(coordinator).gone}
    assert not is_told(coordinator, stay.case_id)


def test_who_may_write_in_a_colleagues_case_is_not_told_for_them(people):
    stay = stay_in(ShelterFactory(), case__caseworker=staff("cmm_caseworker"))
    assert [is_told(people[role], stay.case_id) for role in ("cmm_caseworker", "cmm_coordinator")] == [False, True]


def test_somebody_comes_back_to_a_house_of_ours(stays, keeper):
    here, _elsewhere = stays
    strange, free = (
        UnitFactory(shelter=ShelterFactory(organisation=other_house())),
        UnitFactory(shelter=here.unit.shelter),
    )
    found = set(places_for_return(keeper, gone(here), timezone.localdate()))
    assert (free in found, strange in found) == (True, False)


def test_what_happened_elsewhere_has_no_page_of_return(stays, keeper):
    for stay in stays:
        gone(stay)
    answers = [browser_of(keeper).get(f"{stay.get_absolute_url()}return/").status_code for stay in stays]
    assert answers == [200, 404]
