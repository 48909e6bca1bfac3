"""What a merge is allowed to do, and what it leaves behind."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from cases.enums import CaseStatus
from cases.merging.models import Merge, MovedRow, Notice
from cases.merging.services import Chosen, merge_cases, undo_merge
from cases.models import Case, Identity, JournalEntry, SafetyNote, Task
from cases.particulars import Names
from cases.services import complete_task, lift_wall, revise_case, write_journal
from cases.services.facts import Facts
from cmm.accounts.scoping import can
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from identification.followup.models import CriminalEvent
from identification.models import StatusDecision
from identification.selectors import figures
from tests.factories.accounts import OrganisationFactory, home_of, staff
from tests.factories.caseload import ChangeoverFactory
from tests.factories.cases import (
    CaseFactory,
    DuplicateFactory,
    InquiryFactory,
    JournalEntryFactory,
    SafetyNoteFactory,
    TaskFactory,
    WallFactory,
)
from tests.factories.followup import CriminalFactory, ReturnFactory
from tests.factories.identification import AssessmentFactory, DecisionFactory, ObservationFactory, link
from tests.factories.identities import IdentityFactory
from tests.factories.merging import MergeFactory
from tests.factories.periods import DepartureFactory, PeriodFactory
from tests.factories.shelters import PlacementFactory, nights

pytestmark = pytest.mark.django_db


def two(**there):
    home = home_of("cmm_caseworker")
    return CaseFactory(organisation=home), CaseFactory(organisation=home, **there)


def merged(case, husk, *, actor=None, chosen=None):
    return merge_cases(
        actor=actor or staff("cmm_coordinator"), case=case, husk=husk, reason="Samme ar.", chosen=chosen or Chosen()
    )


def code_of(act, *args, **kwargs):
    with pytest.raises(RuleError) as refused, transaction.atomic():
        act(*args, **kwargs)
    return refused.value.code


def test_the_merged_file_is_as_far_as_old_and_as_protected_as_either_and_the_husk_follows_it():
    worker = staff("cmm_caseworker")
    case = CaseFactory(opened_on=date(2026, 9, 2))
    husk = CaseFactory(
        status=CaseStatus.IN_SUPPORT, opened_on=date(2026, 3, 1), protection="restricted", caseworker=worker
    )
    merged(case, husk, chosen=Chosen(facts={"caseworker"}))
    Case.objects.filter(pk=case.pk).update(protection="named")

    def facts(one):
        one.refresh_from_db()
        return one.status, one.opened_on, one.protection, one.caseworker

    assert facts(case) == ("in_support", date(2026, 3, 1), "named", worker)
    assert facts(husk) == ("closed", date(2026, 3, 1), "named", worker)


def test_the_journal_stays_and_the_rest_moves_with_numbers_after_those_that_stand():
    case, husk = two()
    JournalEntryFactory(case=husk)
    criminal = [CriminalFactory(case=one).pk for one in (case, husk)]
    TaskFactory(case=husk)
    merge = merged(case, husk)
    assert JournalEntry.objects.get().case == husk
    assert Task.objects.get().case == case
    rows = CriminalEvent.objects.filter(pk__in=criminal).order_by("pk").values_list("case", "number", "proceeding")
    assert list(rows) == [(case.pk, 1, 1), (case.pk, 2, 2)]
    entry = AuditEntry.objects.get(action="files.merged")
    assert (entry.case_ref, entry.details) == (case.ref, {"husk": husk.ref, "fields": []})
    assert MovedRow.objects.filter(merge=merge, at_table="cases_task").values_list("was", "became").get() == (
        {"case_id": husk.pk},
        {"case_id": case.pk},
    )


def test_the_newest_safety_note_holds_from_whichever_file_it_came():
    case, husk = CaseFactory(safe=False), CaseFactory(safe=False)
    SafetyNoteFactory(case=case, written_at=datetime(2026, 11, 1, tzinfo=UTC), no_threat=False)
    SafetyNoteFactory(case=husk, written_at=datetime(2026, 10, 1, tzinfo=UTC))
    merged(case, husk)
    assert SafetyNote.objects.filter(case=case).first().no_threat is False


def test_a_person_decided_twice_counts_once_and_one_decision_is_in_force():
    case, husk = (CaseFactory(status=CaseStatus.IN_SUPPORT) for _each in range(2))
    kept, other = DecisionFactory(case=case), DecisionFactory(case=husk)
    before = figures(2026)["identified"]
    merged(case, husk)
    decisions = StatusDecision.objects.filter(case=case).order_by("pk").values_list("pk", "in_force")
    assert (before, figures(2026)["identified"], list(decisions)) == (2, 1, [(kept.pk, True), (other.pk, False)])


def test_whoever_referred_is_told_by_their_own_number_and_of_nothing_else():
    case, husk = two()
    police = OrganisationFactory(capabilities=["police"])
    of = {"outcome": "case_opened", "referring_organisation": police}
    refs = sorted(InquiryFactory(case=one, **of).ref for one in (case, husk))
    merge = merged(case, husk)
    undo_merge(actor=staff("cmm_coordinator"), merge=merge, reason="To søstre.")
    told = Notice.objects.order_by("pk").values_list("ref", "kind", "organisation")
    assert sorted(told) == sorted((ref, kind, police.pk) for ref in refs for kind in ("merged", "undone"))


def test_a_wall_before_one_file_stands_before_both_until_the_merge_is_undone():
    case, husk = two()
    colleague, actor = staff("cmm_caseworker"), staff("cmm_coordinator")
    wall = WallFactory(case=husk, user=colleague)
    merge = merged(case, husk, actor=actor)
    seen = [can(colleague, "view", case)]
    undo_merge(actor=actor, merge=merge, reason="To søstre.")
    seen.append(can(colleague, "view", case))
    lift_wall(actor=actor, wall=wall)
    assert (seen, can(colleague, "view", husk)) == ([False, True], True)


def test_nobody_works_in_a_file_that_lies_in_another():
    """The case itself is held by the trigger husk_stands of cases_case."""
    case, husk = two()
    merged(case, husk)
    actor = staff("cmm_coordinator")
    acts = ("view", "write_journal", "control_access", "merge", "change", "assess", "assign", "decide", "request_place")
    assert [can(actor, act, husk) for act in acts] == [True] * 4 + [False] * 5
    for write in (
        lambda: write_journal(actor=actor, case=husk, title="Sent", text="Skrevet i den forkerte sag."),
        lambda: TaskFactory(case=husk),
        lambda: InquiryFactory(case=husk, outcome="case_opened"),
        lambda: Case.objects.filter(pk=husk.pk).update(region="hovedstaden"),
        lambda: MergeFactory(case=husk),
    ):
        with pytest.raises(IntegrityError, match="lies in another"), transaction.atomic():
            write()


def test_what_is_said_of_an_identity_is_chosen_field_by_field_and_the_other_keeps_its_own():
    case, husk = two()
    here, there = (
        IdentityFactory(case=case),
        IdentityFactory(case=husk, names={"given_names": "Phiktiva", "family_names": "Opdigtsen"}),
    )
    merged(case, husk, chosen=Chosen(identity={"names-given_names"}))
    names = [Identity.objects.get(pk=one.pk).particulars("names") for one in (here, there)]
    assert names == [
        Names(given_names="Phiktiva", family_names="Opdigtsen", aliases="Fia\nFiktivia"),
        Names(given_names="Phiktiva", family_names="Opdigtsen"),
    ]


def test_what_somebody_wrote_since_stays_and_what_hangs_on_a_moved_row_goes_back_with_it():
    case, husk = two(victim__sex="female")
    actor = staff("cmm_coordinator")
    task = TaskFactory(case=husk)
    moved = CriminalFactory(case=husk)
    merge = merged(case, husk, chosen=Chosen(facts={"sex"}))
    moved.refresh_from_db()
    complete_task(actor=actor, task=Task.objects.get(pk=task.pk), note="Ringet")
    step = CriminalFactory(case=case, proceeding=moved.proceeding, step="charged")
    own = TaskFactory(case=case)
    revise_case(actor=actor, case=case, facts=Facts(residence_basis=case.residence_basis, sex="male"))
    undo_merge(actor=actor, merge=merge, reason="To søstre.")
    for row in (task, step, own, case.victim):
        row.refresh_from_db()
    assert (task.case, task.ended_note, own.case, case.victim.sex) == (husk, "Ringet", case, "male")
    assert (step.case, step.proceeding) == (husk, 1)


def test_what_rests_on_both_files_cannot_be_divided():
    case, husk = two()
    seen = ObservationFactory(case=husk)
    merge = merged(case, husk)
    seen.refresh_from_db()
    link(AssessmentFactory(case=case), "act", "recruit", seen)
    undoing = {"actor": staff("cmm_coordinator"), "merge": merge, "reason": "To søstre."}
    assert (code_of(undo_merge, **undoing), Merge.objects.get().stands) == ("merge_rests_on_both", True)


def test_the_last_merge_is_undone_first_and_each_once():
    (case, husk), third, actor = two(), CaseFactory(), staff("cmm_coordinator")
    first = merged(case, husk, actor=actor)
    second = merged(third, case, actor=actor)
    codes = [code_of(undo_merge, actor=actor, merge=first, reason="To.")]
    for merge in (second, first):
        undo_merge(actor=actor, merge=merge, reason="To.")
    codes.append(code_of(undo_merge, actor=actor, merge=first, reason="To."))
    assert codes == ["merged_on", "undone"]


def sleeping(case, husk):
    for one in (case, husk):
        PlacementFactory(case=one, victim=one.victim, stay=nights(1, 5))


def decided_differently(case, husk):
    DecisionFactory(case=case)
    DecisionFactory(case=husk, outcome="not_trafficked", assessment__recommendation="not_trafficked")


def offered(_case, husk):
    ChangeoverFactory(case=husk)


def one_is_decided(case, husk):
    DecisionFactory(case=case)
    AssessmentFactory(case=husk)


def both(factory, **facts):
    return lambda *pair: [factory(case=case, **facts) for case in pair]


def judged(verdict):
    def judge(*pair):
        why = {"verdict": verdict, "why": "Ar", "settled_by": staff("cmm_coordinator"), "settled_at": timezone.now()}
        DuplicateFactory(cases=pair, **(why if verdict else {}))

    return judge


@pytest.mark.parametrize(
    ("there_is", "code"),
    [
        (both(PeriodFactory), "stands_in_the_way"),
        (both(AssessmentFactory), "stands_in_the_way"),
        (one_is_decided, "stands_in_the_way"),
        (both(DepartureFactory), "stands_in_the_way"),
        (both(ReturnFactory), "stands_in_the_way"),
        (sleeping, "stands_in_the_way"),
        (decided_differently, "stands_in_the_way"),
        (offered, "stands_in_the_way"),
        (judged("different"), "two_persons"),
        (judged(""), "not_judged"),
        (lambda case, husk: MergeFactory(husk=husk), "merged"),
        (lambda case, husk: MergeFactory(husk=case), "merged"),
    ],
)
def test_what_stands_in_the_way_is_said_before_anything_moves(there_is, code):
    case, husk = two()
    there_is(case, husk)
    assert (code_of(merged, case, husk), MovedRow.objects.count()) == (code, 0)


def test_a_row_moves_by_the_ledger_alone_and_the_database_asks_who_moves_it():
    case, husk = two()
    task = TaskFactory(case=husk)
    merge = MergeFactory(case=case, husk=husk)
    tried = [
        ("UPDATE cases_task SET case_id = %s WHERE id = %s", [case.pk, task.pk]),
        ("INSERT INTO merging_movedrow (merge_id, at_table, row_id, was, became, moving, is_back)"
         " VALUES (%s, 'cases_task', %s, '{}', '{}', pg_current_xact_id()::text::bigint, false)", [merge.pk, task.pk]),
        ("SELECT sec.move_rows(%s, '{}')", [merge.pk]),
    ]  # fmt: skip
    answers = []
    for statement, values in tried:
        try:
            with acting(Context(staff("cmm_coordinator").pk)), connection.cursor() as cursor:
                cursor.execute(statement, values)
        except DatabaseError as refused:
            answers.append(str(refused.__cause__.diag.message_primary))
    assert answers == [
        "what cases_task says of its end is settled",
        "permission denied for table merging_movedrow",
        "no such merge",
    ]


def test_every_table_of_a_case_moves_or_says_why_it_stays():
    stays = {
        "cases_brokenglass", "cases_changeover", "cases_casegroupgrant", "cases_caseusergrant", "cases_journalentry",
        "cases_statedpurpose", "cases_wall", "cases_duplicateproposal", "cases_identity", "legacy_past",
        "merging_merge", "retention_destruction", "retention_legalhold",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT conrelid::regclass::text FROM pg_constraint"
                       " WHERE contype = 'f' AND confrelid = 'cases_case'::regclass")  # fmt: skip
        found = {table for (table,) in cursor.fetchall()}
        cursor.execute("SELECT sec.moving() || sec.moving_with_a_stay()")
        assert found == set(cursor.fetchone()[0]) | stays


def test_a_coordinator_merges_no_case_that_is_not_theirs_to_see():
    sealed = CaseFactory(protection="named", caseworker=staff("cmm_caseworker"))
    with pytest.raises(PermissionDenied):
        merged(CaseFactory(), sealed)
