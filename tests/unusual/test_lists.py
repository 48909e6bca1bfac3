"""A week of the log becomes a list: what is known of each reading, and how much it takes to know it."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from psycopg.types.range import DateRange

from cases.particulars import Names
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.jobs.models import Job, JobState
from cmm.jobs.services import claim
from cmm.oversight.unusual.enums import Asked
from cmm.oversight.unusual.models import Entry, WeekList
from cmm.oversight.unusual.selectors.namesakes import marks_of_name
from cmm.oversight.unusual.services import list_week, make_list, promise_weeks
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, TaskFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory
from tests.oversight.test_pages import look
from tests.statements import statements

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WEDNESDAY = datetime(2026, 11, 18, 11, 0, tzinfo=COPENHAGEN)


def listed(monday=MONDAY):
    """The reasons of every entry, by reader and case."""
    make_list(monday, Random(1))
    return {(one.actor_id, one.case_ref): one.reasons for one in Entry.objects.all()}


def acted(user, case, at, action=AuditAction.CASE_CHANGED, **details):
    AuditEntry.objects.create(
        at=at, actor_id=user.pk, action=action, target_type="cases.case", target_id=str(case.pk),
        case_ref=case.ref, details=details,
    )  # fmt: skip


def called(given, family):
    case = CaseFactory()
    names = Names(given_names=given, family_names=family, aliases="").filled()
    IdentityFactory(case=case, names=names)
    return case


@pytest.fixture
def reader():
    return staff("cmm_caseworker", name="Kitte Nysgaard")


def test_one_of_each_reason_with_what_the_log_and_the_register_know(reader):
    colleague = staff("cmm_caseworker", name="Egon Prøvelund", organisation=reader.organisation)
    plain, sealed, given = CaseFactory(), CaseFactory(protection="restricted"), CaseFactory()
    mine, wrote, errand, night = CaseFactory(caseworker=reader), CaseFactory(), CaseFactory(), CaseFactory()
    own, theirs = called("Kitte", "Nysgaard"), called("Prøvelund", "Egon")
    acted(colleague, given, WEDNESDAY - timedelta(days=30), AuditAction.CASE_ASSIGNED, before=reader.pk, after=1)
    acted(reader, wrote, WEDNESDAY - timedelta(days=2))
    acted(reader, plain, WEDNESDAY - timedelta(days=2), AuditAction.IDENTITY_REVEALED)
    TaskFactory(case=errand, assignee=reader, added_at=WEDNESDAY - timedelta(days=3))
    look(reader, [plain, sealed, given, wrote, errand, own, theirs], at=WEDNESDAY)
    look(reader, [mine], at=WEDNESDAY, basis="assigned")
    look(reader, [night], at=WEDNESDAY.replace(hour=23))
    look(reader, [sealed], at=WEDNESDAY + timedelta(days=1), basis="glass", purpose="emergency")
    assert listed() == {
        (reader.pk, case.ref): [*more, "no_assignment"]
        for case, more in {
            plain: [], sealed: ["glass", "protected"], given: ["after_left"], own: ["own_name"],
            theirs: ["colleague_name"], night: ["night"],
        }.items()
    }  # fmt: skip


def test_a_house_reads_its_resident_until_well_after_they_have_left():
    shelter = ShelterFactory(organisation=staff("shelter_staff").organisation)
    there, gone = CaseFactory(), CaseFactory()
    for case, days in ((there, ("2026-11-01", "2026-12-24")), (gone, ("2026-09-01", "2026-10-20"))):
        stay = DateRange(*map(date.fromisoformat, days))
        PlacementFactory(case=case, victim=case.victim, unit=UnitFactory(shelter=shelter), stay=stay)
    keeper = staff("shelter_staff", organisation=shelter.organisation)
    look(keeper, [there, gone], at=WEDNESDAY.replace(hour=3), basis="resident", purpose="accommodation")
    assert listed() == {(keeper.pk, gone.ref): ["after_left"]}


def test_many_files_without_a_word_are_counted_over_four_weeks(reader):
    cases = [CaseFactory() for _number in range(13)]
    for number, case in enumerate(cases):
        look(reader, [case], at=WEDNESDAY - timedelta(days=2 * number))
    acted(reader, cases[-1], WEDNESDAY - timedelta(days=20))
    found = listed()
    assert set(map(tuple, found.values())) == {("many", "no_assignment")}
    assert {one.facts["files"] for one in Entry.objects.all()} == {12}


def test_the_entry_holds_the_keys_of_the_readings_it_is_about_and_no_name(reader):
    case = CaseFactory(protection="restricted")
    look(reader, [case, case], at=WEDNESDAY, purpose="stand_in")
    look(reader, [case], at=WEDNESDAY + timedelta(days=1), surface="list")  # a list opens nobody's file
    look(reader, [case], at=WEDNESDAY - timedelta(days=7))
    made = make_list(MONDAY, Random(1))
    (entry,) = Entry.objects.all()
    keys = entry.facts.pop("readings")
    assert (len(keys), entry.asked, entry.week) == (2, Asked.REASONS, "2026-W47")
    assert entry.facts == {
        "times": 2, "nights": 0, "days": ["2026-11-18"], "files": 1, "bases": ["casework"], "purposes": ["stand_in"],
    }  # fmt: skip
    assert (made.opened, made.listed, made.asked) == (1, 1, 1)


def test_a_week_is_listed_once_by_a_job_and_a_missed_one_is_made_up(reader):
    look(reader, [CaseFactory(protection="restricted")], at=WEDNESDAY)
    with time_machine.travel(datetime(2026, 11, 23, 4, tzinfo=COPENHAGEN), tick=False):
        promise_weeks()
        jobs = promise_weeks()
    assert [job.key for job in jobs] == ["unusual.list:2026-W46", "unusual.list:2026-W47"]
    for job in jobs:
        list_week(claim(job.pk))
    assert make_list(MONDAY) is None
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    weeks = WeekList.objects.order_by("week").values_list("week", "opened", "listed")
    assert [*weeks] == [("2026-W46", 0, 0), ("2026-W47", 1, 1)]


def test_it_takes_the_same_statements_however_many_have_read(reader):
    counts = []
    for readers, monday in ((1, MONDAY), (4, MONDAY + timedelta(days=7))):
        for user in [reader, *(staff("cmm_caseworker") for _number in range(readers - 1))]:
            cases = [called("Fiktiv", f"Opdigt{number}") for number in range(readers)]
            look(user, cases, at=WEDNESDAY + (monday - MONDAY))
        with statements() as asked:
            make_list(monday, Random(1))
        counts.append(len(asked))
    assert counts == [14, 14]


def test_a_name_is_known_again_by_both_its_orders_and_one_word_by_nothing():
    pairs = {tuple(sorted(pair)) for pair in marks_of_name("Lone Vesterled-Hansen")}
    assert pairs == {
        ("name lonevesterled", "name vesterledlone"), ("name hansenlone", "name lonehansen"),
    }  # fmt: skip
    assert marks_of_name("Lone") == set()
