"""Python alone: with row-level security off, a page still shows nobody whom ``allowed`` keeps from its reader."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from cases.models import BrokenGlass, Case, Changeover, Handover, Inquiry
from cases.outreach.models import Contact, Incident, SealedContact, Venue
from cases.outreach.selectors.phones import waiting_long
from cmm.accounts.enums import Role
from cmm.accounts.models import Organisation, User
from cmm.accounts.policies.installing import closed_tables
from cmm.desk.desks import own_cases, recently_opened
from cmm.desk.selectors import team
from cmm.oversight.retention.models import Destruction
from identification.followup.models import SharedFile
from identification.models import Assessment
from identification.selectors.periods import clocks_on, periods_of
from shelters.models import Placement, PlacementRequest, Shelter
from shelters.rules import Days
from shelters.selectors.capacity import places_to_move_to
from shelters.selectors.course import stays_of
from shelters.selectors.keyfigures import houses_billed, houses_counted, key_figures
from shelters.selectors.nights import tonight
from tests.browser import browser_of
from tests.factories.accounts import OrganisationFactory, UserFactory, staff
from tests.factories.cases import CaseFactory, InquiryFactory, WallFactory
from tests.factories.outreach import VenueFactory
from tests.factories.periods import PeriodFactory
from tests.factories.phones import SealedFactory
from tests.factories.shelters import PlacementFactory, RequestFactory, ShelterFactory, UnitFactory, other_house
from tests.permissions.matrix import FORMS_ONLY, PAGES
from tests.permissions.persons import marks, shown_on, text_of
from tests.permissions.world import build
from tests.policies.sight import by_python

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LISTS = sorted(name for name, (kind, _relations) in PAGES.items() if not kind and name not in FORMS_ONLY)
ROWS = sorted(
    (name, kind, relations["mine"])
    for name, (kind, relations) in PAGES.items()
    if kind and name not in FORMS_ONLY and "mine" in relations and name not in {"audit_person", "audit_sheet"}
)  # whoever keeps the log finds a person by a door of its own (sec.person_behind)
ABOUT_PERSONS = (
    BrokenGlass, Case, Inquiry, Handover, Contact, Incident, SealedContact, Placement, PlacementRequest, Assessment,
    SharedFile, Changeover, Destruction,
)  # fmt: skip
# What else a list names, and by which word; each on the pages of its own noun, for names also stand beside acts.
NAMED = {
    Venue: ("name", "outreach:"),
    Shelter: ("name", "shelters:"),
    User: ("email", "user_list"),
    Organisation: ("name_da", "organisation_list"),
}


@pytest.fixture
def open_world(people):
    """The world of the matrix, and nothing in PostgreSQL that keeps one organisation's rows from another."""
    world = build(people)
    VenueFactory(organisation=OrganisationFactory(capabilities=["outreach"]))
    WallFactory(case=CaseFactory(caseworker=people["cmm_caseworker"]), user=people["cmm_caseworker"])
    CaseFactory(protection="named", caseworker=None)
    with connections["owner"].cursor() as cursor:
        for table in closed_tables("owner"):
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
    return world


def persons_open_to(user):
    found = set()
    for model in ABOUT_PERSONS:
        for row in model.objects.filter(pk__in=by_python(user, model, changing=False)):
            found.add(person_of(row))
    return found


def person_of(row):
    case = row.pk if isinstance(row, Case) else getattr(row, "case_id", None)
    return ("case", case) if case else (row._meta.label_lower, str(row.pk))


def named_on(page, name, user):
    """Words of other nouns that the page shows and its reader has no business with."""
    found = set()
    for model, (word, pages) in NAMED.items():
        if name.startswith(pages):
            hidden = model.objects.exclude(pk__in=by_python(user, model, changing=False))
            found |= {one for one in hidden.values_list(word, flat=True) if one in page}
    return found


def test_a_list_shows_nobody_whom_allowed_keeps_from_its_reader(open_world, as_role, people):
    known, wrong = marks(), {}
    open_to = {role: persons_open_to(people[role]) for role in people}
    for name in LISTS:
        for role in sorted(PAGES[name][1][""]):
            page = text_of(as_role(role).get(reverse(name)).content)
            too_much = set(shown_on(page, known)) - open_to[role], named_on(page, name, people[role])
            if too_much != (set(), set()):
                wrong[name, role] = too_much
    assert wrong == {}


def test_the_page_of_a_row_shows_nobody_else_whom_allowed_keeps_from_its_reader(open_world, as_role, people):
    known, wrong = marks(), {}
    open_to = {role: persons_open_to(people[role]) for role in people}
    for name, kind, roles in ROWS:
        address = reverse(name, kwargs=open_world.rows[kind]["mine"])
        for role in sorted(roles):
            page = text_of(as_role(role).get(address).content)
            too_much = set(shown_on(page, known)) - open_to[role], named_on(page, name, people[role])
            if too_much != (set(), set()):
                wrong[name, role] = too_much
    assert wrong == {}


def test_there_is_something_to_hide(open_world, people):
    everybody = set(marks().values())
    assert all(everybody - persons_open_to(people[role]) for role in Role.values)


def test_another_organisations_inquiry_is_no_way_to_a_case(open_world, as_role):
    theirs = InquiryFactory(organisation=OrganisationFactory(capabilities=["casework"]))
    answer = as_role("cmm_caseworker").get(reverse("cases:case_create"), {"inquiry": theirs.ref})
    assert answer.status_code == 404


def test_the_team_is_counted_among_the_cases_the_reader_may_see(open_world, people):
    coordinator, colleague = people["cmm_coordinator"], staff("cmm_caseworker")
    for protection in ("normal", "named"):
        CaseFactory(protection=protection, caseworker=colleague)
    (mine,) = (one for one in team(coordinator) if one["caseworker"] == colleague.pk)
    assert mine["active"] == 1


def test_an_administrator_of_another_organisation_meets_their_own_alone(open_world):
    ours = OrganisationFactory(capabilities=[], code="egen-ngo", name_da="Egen NGO")
    other = OrganisationFactory(capabilities=["outreach"], name_da="Fremmed NGO")
    administrator = staff("user_administrator", organisation=ours)
    stranger, browser = UserFactory(organisation=other), browser_of(administrator)
    for page in (reverse("organisation_list"), reverse("user_create"), reverse("user_list")):
        assert (other.name_da in browser.get(page).text, ours.name_da in browser.get(page).text) == (False, True)
    assert browser.get(reverse("organisation_detail", args=[other.code])).status_code == 404
    assert stranger.email not in browser.get(reverse("user_list")).text


def test_a_case_behind_a_wall_is_neither_among_ones_own_nor_among_those_opened_last(open_world, people):
    worker = people["cmm_caseworker"]
    behind, mine = CaseFactory(caseworker=worker), CaseFactory(caseworker=worker)
    for case in (behind, mine):
        browser_of(worker).get(case.get_absolute_url())
    WallFactory(case=behind, user=worker)
    assert {behind, mine} & set(own_cases(worker)) == {mine}
    assert {behind, mine} & set(recently_opened(worker, 50)) == {mine}


def test_no_clock_shows_of_a_case_its_reader_may_not_see(open_world, people):
    worker, period = people["cmm_caseworker"], PeriodFactory(case=CaseFactory(protection="named"))
    assert (periods_of(worker, period.case), clocks_on(worker, period.case)) == ([], [])


def test_a_resident_behind_a_wall_is_not_here_tonight(open_world, people):
    keeper, today = people["shelter_staff"], date(2026, 11, 23)
    house, stay = ShelterFactory(organisation=keeper.organisation), DateRange(today, today + timedelta(days=9))
    behind, other = (PlacementFactory(unit=UnitFactory(shelter=house), stay=stay) for _ in range(2))
    WallFactory(case=behind.case, user=keeper)
    (night,) = (night for night in tonight(keeper, today) if night.shelter == house)
    assert night.residents + [bed.stay for bed in night.beds if bed.is_arriving] == [other]


def test_nobody_is_moved_to_another_organisations_house(open_world, people):
    keeper = people["shelter_staff"]
    ours, theirs = ShelterFactory(organisation=keeper.organisation), ShelterFactory(organisation=other_house())
    here, free, strange = UnitFactory(shelter=ours), UnitFactory(shelter=ours), UnitFactory(shelter=theirs)
    found = set(places_to_move_to(keeper, PlacementFactory(unit=here), date(2026, 11, 23)))
    assert (free in found, strange in found) == (True, False)


def test_the_stays_of_a_case_are_told_to_whoever_may_see_them(open_world, people):
    stay = PlacementFactory(case=CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker")))
    assert list(stays_of(stay.case, people["cmm_coordinator"])) == [stay]
    assert list(stays_of(stay.case, people["cmm_caseworker"])) == []


def test_nothing_but_nights_is_counted_of_a_case_its_reader_may_not_see(open_world, people):
    today, slept = date(2031, 3, 1), DateRange(date(2031, 2, 1), date(2031, 2, 11))
    kept = CaseFactory(protection="named")
    ended = {"exit_cause": "disappeared", "ended_by": staff("shelter_manager"), "ended_at": timezone.now()}
    stay = PlacementFactory(case=kept, stay=slept, satisfaction=1, **ended)
    asked = RequestFactory(case=kept, shelter=stay.unit.shelter, requested_at=datetime(2031, 2, 1, 12, tzinfo=UTC))
    reader, period = people["cmm_coordinator"], Days(date(2031, 2, 1), date(2031, 3, 1))

    found = key_figures(reader, houses_counted(reader), period, today, stays=True)

    assert asked.shelter in houses_billed(reader)
    assert (found.nights.nights, found.stays.hidden, found.stays.costs.rows) == (10, 10, ())
    assert (found.stays.ended.total, found.stays.came, found.stays.requests) == (0, 0, [])


def test_a_manager_bills_own_houses_and_nobody_else_bills_any(open_world, people):
    ours, theirs = ShelterFactory(), ShelterFactory(organisation=other_house())
    billed = {role: {ours, theirs} & set(houses_billed(user)) for role, user in people.items()}
    assert {role: houses for role, houses in billed.items() if houses} == {
        "cmm_coordinator": {ours, theirs},
        "shelter_manager": {ours},
    }


def test_a_leader_is_alerted_of_their_own_phones_alone(open_world, people):
    elsewhere = UserFactory(organisation=OrganisationFactory(capabilities=["outreach"]))
    there = SealedFactory(sender=elsewhere)
    assert there not in waiting_long(people["outreach_lead"])["aside"]
