"""Two persons, a hold, a machine that dies, and a backup that comes back."""

from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils import timezone

from cases.models import Case, Identity, Inquiry, JournalEntry, Victim
from cmm.audit.enums import Basis, Purpose, Surface
from cmm.audit.models import Criterion
from cmm.audit.services import Search, Seen, write_readings
from cmm.core.errors import RuleError
from cmm.crypto import vault
from cmm.drafts.models import Draft
from cmm.drafts.services import keep_draft
from cmm.jobs.models import Job
from cmm.jobs.services import enqueue
from cmm.oversight.retention import lines
from cmm.oversight.retention.models import Destruction, LedgerEntry
from cmm.oversight.retention.selectors import due_cases, kept, rules, with_facts
from cmm.oversight.retention.services import approve, carry_out_all, carrying, lift_hold, propose, reapply, set_hold
from cmm.oversight.retention.services.reapplying import Reapplied
from shelters.models import Placement
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, JournalEntryFactory, VictimFactory
from tests.factories.documents import DocumentFactory
from tests.factories.identification import DecisionFactory
from tests.factories.identities import IdentityFactory
from tests.factories.retention import DestructionFactory, HoldFactory, closed_case
from tests.factories.shelters import PlacementFactory, UnitFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path / "anchors")


def approved(case):
    two = staff("cmm_coordinator"), staff("data_protection_officer")
    return approve(actor=two[1], destruction=propose(actor=two[0], case=case, basis="term", reason="Frist"))


def refusal(verb, **parts):
    with pytest.raises(RuleError) as refused:
        verb(**parts)
    return refused.value.code


def test_one_proposes_and_another_approves_a_closed_case_whose_time_has_run_out():
    coordinator = staff("cmm_coordinator")
    asked = {"actor": coordinator, "basis": "term", "reason": "Frist"}
    lately = CaseFactory(status="closed", closed_on=timezone.localdate())
    assert refusal(propose, case=CaseFactory(), **asked) == "not_closed"
    assert refusal(propose, case=lately, **asked) == "not_due"
    assert refusal(propose, case=HoldFactory().case, **asked) == "held"
    destruction = propose(case=closed_case(), **asked)
    assert refusal(propose, case=destruction.case, **asked) == "proposed"
    assert refusal(approve, actor=coordinator, destruction=destruction) == "own_proposal"
    assert approve(actor=staff("cmm_coordinator"), destruction=destruction).is_approved


def test_the_database_takes_no_approval_by_one_alone_and_none_of_what_is_held():
    alone = DestructionFactory()
    settled = {"settled_as": "approved", "settled_at": timezone.now()}
    with pytest.raises(IntegrityError, match="destruction_is_approved_by_another"), transaction.atomic():
        Destruction.objects.filter(pk=alone.pk).update(settled_by=alone.proposed_by, **settled)
    HoldFactory(case=alone.case)
    with pytest.raises(IntegrityError, match="the case is held"), transaction.atomic():
        Destruction.objects.filter(pk=alone.pk).update(settled_by=staff("cmm_coordinator"), **settled)


def test_a_hold_ends_what_was_approved_and_lifting_it_lets_nothing_go():
    destruction = approved(closed_case())
    hold = set_hold(actor=staff("cmm_coordinator"), case=destruction.case, reason="Klage")
    assert (carry_out_all(), Case.objects.count()) == (0, 1)
    lift_hold(actor=staff("cmm_coordinator"), hold=hold, reason="Afgjort")
    assert (carry_out_all(), Case.objects.count()) == (0, 1)


def test_no_row_of_a_hold_that_stands_is_lost_even_to_the_owner_and_nobody_else_may_carry_out():
    hold, destruction = HoldFactory(), approved(closed_case())
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE retention_legalhold DISABLE ROW LEVEL SECURITY, DISABLE TRIGGER append_only")
        with pytest.raises(IntegrityError, match="the case is held"):
            cursor.execute("DELETE FROM retention_legalhold WHERE id = %s", [hold.pk])
    with pytest.raises(DatabaseError, match="not for this login"):
        carrying.carry_out(destruction, using="worker")


def test_a_person_with_another_case_stays_with_who_they_are_and_their_other_case():
    victim = VictimFactory()
    stays = CaseFactory(victim=victim)
    goes = closed_case(victim=victim)
    JournalEntryFactory(case=stays)
    IdentityFactory(case=goes, victim=victim)
    approved(goes)
    before = list(JournalEntry.objects.values())
    assert carry_out_all() == 1
    assert list(Case.objects.values_list("pk", flat=True)) == [stays.pk]
    assert (Victim.objects.get(), Identity.objects.get().case_id) == (victim, stays.pk)
    assert list(JournalEntry.objects.values()) == before


@pytest.mark.parametrize("dies_at", ["called", "lines.write", "vault.drop"])
def test_killed_anywhere_it_is_done_by_the_next_run(dies_at):
    case = closed_case()
    DocumentFactory(case=case)
    destruction = approved(case)
    dying = patch(f"cmm.oversight.retention.services.carrying.{dies_at}", side_effect=KeyboardInterrupt)
    with dying, pytest.raises(KeyboardInterrupt):
        carry_out_all()
    carry_out_all()
    carry_out_all()
    entry = LedgerEntry.objects.get()
    assert (entry.pk, entry.times, entry.files_left, list(vault.kept())) == (destruction.pk, 1, [], [])
    assert ([line["id"] for line in lines.read()], Case.objects.count()) == ([str(entry.pk)], 0)


def test_drafts_searches_and_work_that_speak_of_it_go_and_others_stay():
    case, reader = closed_case(), staff("cmm_coordinator")
    identity = IdentityFactory(case=case, victim=case.victim)
    for path in (f"/cases/{case.ref}/journal/new/", "/inquiries/new/"):
        keep_draft(actor=reader, path=path, title="", fields={})
    seen = Seen("cases.case", str(case.pk), case.ref, case.pk, Surface.SEARCH, Basis.CASEWORK, Purpose.CASEWORK)
    with transaction.atomic():
        for shown, words in (([seen], "Solsikke"), ([], "Valmue")):
            search = Search({"q": words}, len(shown))
            write_readings(actor=reader, page="cases", seen=shown, searches=[search], request_id=uuid4())
        for key in (str(identity.pk), str(uuid4())):
            enqueue("cases.find", key=key, args={"identity": key})
    approved(case)
    carry_out_all()
    assert [draft.path for draft in Draft.objects.all()] == ["/inquiries/new/"]
    assert [criterion.words.reveal() for criterion in Criterion.objects.all()] == [{"q": "Valmue"}]
    assert list(Job.objects.values_list("key", flat=True)) == [key]


def test_other_persons_keep_their_part_of_one_inquiry_and_children_the_bed_of_a_parent():
    goes, stays, sibling = closed_case(), CaseFactory(), CaseFactory()
    whole = InquiryFactory(case=goes, outcome="case_opened", persons=2)
    part = InquiryFactory(case=stays, outcome="case_opened", whole=whole)
    unit = UnitFactory(kind="family_room", beds=4)
    parent = PlacementFactory(case=goes, unit=unit)
    first, second = (PlacementFactory(case=case, unit=unit, follows=parent) for case in (stays, sibling))
    approved(goes)
    assert carry_out_all() == 1
    assert list(Inquiry.objects.values_list("pk", "whole")) == [(part.pk, None)]
    assert dict(Placement.objects.values_list("pk", "follows")) == {first.pk: None, second.pk: first.pk}


def test_of_two_who_approve_at_once_one_is_first():
    destruction = DestructionFactory()
    approving = lambda actor: approve(actor=actor, destruction=destruction)  # noqa: E731 -- the act of both
    answers = at_once((staff("cmm_coordinator"), approving), (staff("data_protection_officer"), approving))
    assert sorted(answers) == [DONE, "settled"]


def test_a_hold_set_at_the_moment_of_the_approval_holds():
    destruction = DestructionFactory()
    answers = at_once(
        (staff("cmm_coordinator"), lambda actor: approve(actor=actor, destruction=destruction)),
        (staff("cmm_coordinator"), lambda actor: set_hold(actor=actor, case=destruction.case, reason="Klage")),
    )
    assert answers[1] == DONE
    assert answers[0] in {DONE, "held", "case_is_held"}
    assert (carry_out_all(), Case.objects.count()) == (0, 1)


def copied(case):
    """The case and its person as a backup has them."""
    return Victim.objects.get(pk=case.victim_id), Case.objects.get(pk=case.pk)


def test_what_a_backup_brings_back_goes_again_and_another_case_of_the_same_number_stays():
    case = closed_case()
    backup = copied(case)
    approved(case)
    carry_out_all()
    for row in backup:
        row.save(force_insert=True)
    JournalEntryFactory(case=backup[1])
    assert reapply() == Reapplied(gone=1, held=0)
    assert (Case.objects.count(), Victim.objects.count(), LedgerEntry.objects.get().times) == (0, 0, 2)
    CaseFactory(ref=case.ref)
    assert reapply() == Reapplied(gone=0, held=0)


def test_a_ledger_that_somebody_wrote_in_is_not_followed():
    approved(closed_case())
    carry_out_all()
    text = lines.path().read_text()
    lines.path().write_text(text.replace("term", "erasure"))
    with pytest.raises(lines.Forged, match="line 1"):
        reapply()


def test_the_list_says_of_every_case_what_the_rule_says():
    today, coordinator = timezone.localdate(), staff("cmm_coordinator")
    for years in (1, 3, 6, 11, 21):
        day = today - timedelta(days=366 * years)
        for band in ("15_17", "25_34"):
            closed = {"status": "closed", "opened_on": day, "closed_on": day, "victim__age_band": band}
            CaseFactory(**closed)
            DecisionFactory(case=CaseFactory(**closed))
            DecisionFactory(case=CaseFactory(**closed), outcome="not_trafficked")
    known, cases = rules(), with_facts(Case.objects.select_related("victim").order_by("closed_on", "pk"))
    expected = [case.pk for case in cases if kept(case, known).is_due(today)]
    assert [case.pk for case in due_cases(coordinator, today, known)] == expected
    assert len({kept(case, known).category for case in cases}) == 4
