"""Former case sheets: tried without writing, moved in by a job that may be killed, taken back as a whole."""

from datetime import date
from unittest import mock
from uuid import uuid4

import pytest
from django.db import ProgrammingError
from django.utils import timezone

import cases.legacy.tasks  # noqa: F401 -- what the worker knows how to do
from cases.legacy.models import Batch, Past
from cases.legacy.selectors import judged, remembered
from cases.legacy.services import drop_batch, reverse_batch, running, settle_batch, start_batch, upload_batch
from cases.legacy.services.batches import sheet_of
from cases.legacy.words import guess
from cases.models import Case, Identity, JournalEntry, Task, Victim
from cases.particulars import Contact, Names, Numbers
from cases.services import write_journal
from cmm.accounts.models import RoleAssignment
from cmm.audit.models import AuditEntry, History
from cmm.core.context import Context, acting
from cmm.core.errors import Conflict, RuleError
from cmm.core.files.sheets import read_sheet
from cmm.crypto import vault
from cmm.jobs.models import Job
from cmm.jobs.services import run
from cmm.oversight.retention.models import LedgerEntry
from cmm.oversight.retention.services import take_back_all
from cmm.oversight.retention.services.carrying import called
from cmm.oversight.selectors.copies import copy_of
from identification.selectors.figures import figures
from tests.factories.accounts import staff
from tests.threads import DONE, at_once

HEADER = "Sagsnr.;Oprettet;Lukket;Status;Navn;CPR-nr.;Telefon;Nationalitet;Køn;Alder;Opholdsgrundlag;Henvist af;Region"
HEADER += ";Form;Resultat;Afgørelsesdato;Afgjort af;Journal"
CLOSED = "2012-14;3.5.2012;4.6.2013;Afsluttet;Fiktiva Prøvesen;;20304050;Rumænien;K;23;EU/EØS-borger;Politi"
CLOSED += ";Region Sjælland;Prostitution;Handlet;1.2.2013;CMM;Kom selv forbi"
OPEN = "2014-2;03-05-2014;;Under udredning;;;;;;;;;;;;;;"
LIVE = "2025-9;3.5.2025;4.6.2025;Lukket;;;;;;;;;;;Ikke handlet;1.6.2025;;"


def file(*rows):
    return "\n".join([HEADER, *rows]).encode("cp1252")


@pytest.fixture
def coordinator(db):
    return staff("cmm_coordinator", name="Prøve Koordinator")


def uploaded(actor, *rows):
    content = file(*rows)
    return upload_batch(actor=actor, content=content, sheet=read_sheet(content))


def started(actor, *rows, words=None):
    batch = uploaded(actor, *rows)
    columns = guess(sheet_of(batch).header, {})
    return start_batch(actor=actor, batch=batch, columns=columns, words=words or {}, reason="De gamle ark")


def moved_in(actor, *rows, **others):
    batch = started(actor, *rows, **others)
    run(batch.job_id)
    return Batch.objects.get(pk=batch.pk)


def tried(actor, *rows, words=None):
    sheet = read_sheet(file(*rows))
    found = judged(actor, sheet, guess(sheet.header, {}), words or {})
    return [(one.number, one.column, one.value) for one in found.problems]


def with_cells(row, **cells):
    names = [name.lower().rstrip(".") for name in HEADER.split(";")]
    told = row.split(";")
    for name, text in cells.items():
        told[names.index(name)] = text
    return ";".join(told)


@pytest.mark.parametrize(
    ("changed", "column", "shown"),
    [
        ({"sagsnr": ""}, "Sagsnr.", ""),
        ({"sagsnr": "=cmd|'/c'!A1"}, "Sagsnr.", ""),
        ({"oprettet": "i går"}, "Oprettet", "i går"),
        ({"oprettet": "3.5.1999"}, "Oprettet", "3.5.1999"),
        ({"lukket": "3.5.2050"}, "Lukket", "3.5.2050"),
        ({"lukket": "3.5.2011"}, "Lukket", "3.5.2011"),
        ({"lukket": ""}, "Lukket", ""),
        ({"status": "Under udredning"}, "Status", "Under udredning"),
        ({"status": "Afventer", "lukket": ""}, "Status", "Afventer"),
        ({"status": "I forløb", "lukket": ""}, "Status", "I forløb"),
        ({"status": "", "lukket": ""}, "Status", ""),
        ({"navn": "x" * 121}, "Navn", ""),
        ({"cpr-nr": "991399-1234"}, "CPR-nr.", ""),
        ({"nationalitet": "Langtbortistan"}, "Nationalitet", "Langtbortistan"),
        ({"køn": "x"}, "Køn", "x"),
        ({"opholdsgrundlag": "Guld"}, "Opholdsgrundlag", "Guld"),
        ({"afgørelsesdato": ""}, "Afgørelsesdato", ""),
        ({"afgørelsesdato": "1.1.2014"}, "Afgørelsesdato", "1.1.2014"),
        ({"resultat": ""}, "Resultat", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_column_and_who_somebody_is_is_not_repeated(
    coordinator, changed, column, shown
):
    assert tried(coordinator, OPEN, with_cells(CLOSED, **changed)) == [(3, column, shown)]


def test_a_row_that_runs_over_repeats_nothing_and_a_number_in_a_wrong_column_is_not_shown(coordinator):
    over = with_cells(CLOSED, navn="Fiktiva; Prøvesen")
    assert tried(coordinator, OPEN, over, with_cells(CLOSED, sagsnr="2012-15", køn="010203-1234")) == [
        (3, "", ""), (4, "Køn", ""),
    ]  # fmt: skip


def test_a_number_twice_in_the_file_is_wrong_the_second_time(coordinator):
    assert tried(coordinator, OPEN, OPEN) == [(3, "Sagsnr.", "2014-2")]


def test_to_try_writes_nothing_and_the_file_lies_closed(coordinator):
    batch = uploaded(coordinator, CLOSED)
    before = AuditEntry.objects.count()
    assert tried(coordinator, CLOSED, OPEN) == []
    assert (Case.objects.count(), Victim.objects.count(), AuditEntry.objects.count()) == (0, 0, before)
    assert (vault.take(batch.uuid), b"Fiktiva" in vault.path_of(batch.uuid).read_bytes()) == (file(CLOSED), False)


def test_a_row_becomes_a_case_with_all_it_says_and_its_result_is_no_decision_of_the_register(coordinator):
    figured = figures(2013)
    batch = moved_in(coordinator, CLOSED, with_cells(OPEN, køn="?x"))
    past = Past.objects.select_related("case__victim", "case__source", "case__residence_basis", "form").get()
    case, victim = past.case, past.case.victim
    assert (batch.state, batch.made, batch.there, batch.left_out) == ("done", 1, 0, 1)
    assert batch.problems == [[3, "Køn", mock.ANY]]
    assert (case.opened_on, case.closed_on, case.status, case.region, case.source.code, case.residence_basis.code) == (
        date(2012, 5, 3), date(2013, 6, 4), "closed", "sjaelland", "police", "eu_eea",
    )  # fmt: skip
    assert (victim.sex, victim.age_band, victim.citizenship) == ("female", "18_24", "RO")
    identity = Identity.objects.get(case=case)
    assert [identity.particulars(group) for group in ("names", "numbers", "contact")] == [
        Names(given_names="Fiktiva", family_names="Prøvesen"), Numbers(), Contact(phone="20304050"),
    ]  # fmt: skip
    assert (past.number, past.outcome, past.decided_on, past.decided_by, past.form.code, past.is_live, past.row) == (
        "2012-14", "trafficked", date(2013, 2, 1), "cmm", "sexual_prostitution", False, 2,
    )  # fmt: skip
    assert JournalEntry.objects.get(case=case).text == "Kom selv forbi"
    copy = copy_of(coordinator, case)
    assert (("Tidligere sagsnummer", "2012-14") in copy.facts, copy.decisions) == (
        True, ((date(2013, 2, 1), "trafficked"),),
    )  # fmt: skip
    created = AuditEntry.objects.get(action="case.created")
    assert (created.actor_id, created.details["legacy"]) == (coordinator.pk, batch.ref)
    assert figures(2013) == figured


def test_a_decision_of_a_live_year_waits_for_two_to_record_it(coordinator):
    figured = figures(2025)
    moved_in(coordinator, LIVE)
    past = Past.objects.select_related("case").get()
    assert (past.is_live, past.closed_on, past.case.status, past.case.closed_on) == (
        True, date(2025, 6, 4), "in_clarification", None,
    )  # fmt: skip
    assert (Task.objects.get(case=past.case).assignee, figures(2025)) == (coordinator, figured)


def test_words_of_the_organisations_own_and_columns_are_remembered(coordinator):
    odd = with_cells(CLOSED, nationalitet="Walachiet", resultat="H+")
    assert [one[1:] for one in tried(coordinator, odd)] == [("Nationalitet", "Walachiet"), ("Resultat", "H+")]
    words = {"citizenship": {"walachiet": "RO"}, "outcome": {"h+": "trafficked"}}
    moved_in(coordinator, odd, words=words)
    assert (Victim.objects.get().citizenship, Past.objects.get().outcome) == ("RO", "trafficked")
    columns, meant = remembered(coordinator)
    assert (columns["sagsnr."], columns["køn"], meant) == ("number", "sex", words)
    assert guess(["SAGSNR.", "Pulje"], {"pulje": "region"}) == {"SAGSNR.": "number", "Pulje": "region"}


def test_the_same_number_is_the_same_case_however_often_it_is_sent(coordinator):
    moved_in(coordinator, CLOSED)
    again = moved_in(coordinator, CLOSED, OPEN)
    assert (again.made, again.there, Case.objects.count()) == (1, 1, 2)
    with pytest.raises(RuleError) as refused:
        started(coordinator, CLOSED)
    assert refused.value.code == "nothing_right"


def test_killed_in_the_middle_none_is_lost_and_none_comes_twice(coordinator):
    rows = [with_cells(OPEN, sagsnr=f"2014-{number}") for number in range(7)]
    batch = started(coordinator, *rows)
    real = running.store_row

    def dies(actor, batch, row, **others):
        if row.number == 6:
            raise SystemExit
        return real(actor, batch, row, **others)

    smaller, dying = mock.patch.object(running, "AT_ONCE", 2), mock.patch.object(running, "store_row", dies)
    with smaller, dying, pytest.raises(SystemExit):
        run(batch.job_id)
    assert (Past.objects.count(), Batch.objects.get().state) == (4, "running")
    Job.objects.update(not_before="2020-01-01T00:00Z")
    run(batch.job_id)
    run(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, batch.made, batch.there, sorted(Past.objects.values_list("number", flat=True))) == (
        "done", 7, 0, [f"2014-{number}" for number in range(7)],
    )  # fmt: skip


def test_whoever_lost_the_right_meanwhile_moves_nothing_in(coordinator):
    batch = started(coordinator, CLOSED)
    RoleAssignment.objects.filter(user=coordinator).update(ended_at=timezone.now())
    run(batch.job_id)
    assert (Case.objects.count(), Job.objects.get(pk=batch.job_id).failure) == (0, "DoesNotExist")


def test_the_file_goes_when_the_batch_is_settled_or_given_up(coordinator):
    for batch, verb in ((moved_in(coordinator, CLOSED), settle_batch), (uploaded(coordinator, OPEN), drop_batch)):
        name = batch.uuid
        with mock.patch("django.db.transaction.on_commit", lambda act, **_others: act()):
            verb(actor=coordinator, batch=batch)
        batch.refresh_from_db()
        assert (batch.uuid, vault.path_of(name).exists()) == (None, False)
        with pytest.raises(Conflict):
            verb(actor=coordinator, batch=batch)


class TestTakenBack:
    pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

    def test_a_batch_goes_by_another_with_who_it_is_about_and_what_was_worked_on_stays(self):
        coordinator, other = staff("cmm_coordinator"), staff("cmm_coordinator")
        batch = moved_in(coordinator, CLOSED, OPEN)
        with pytest.raises(RuleError) as refused:
            reverse_batch(actor=coordinator, batch=batch, reason="Forkert ark")
        assert refused.value.code == "same_person"
        worked = Past.objects.get(number="2014-2").case
        with acting(Context(other.pk)):
            write_journal(actor=other, case=worked, title="Ringede", text="Hun vil gerne tales med")
        reverse_batch(actor=other, batch=batch, reason="Forkert ark")
        for call in (("take_back", Past.objects.first().pk, uuid4(), "[]"), ("is_taken_back", batch.pk, 2)):
            with pytest.raises(ProgrammingError, match="not for this login"):
                called(call[0], "worker", *call[1:])
        assert take_back_all() == 1
        batch.refresh_from_db()
        assert (batch.state, batch.taken_back, batch.uuid) == ("reversed", 1, None)
        assert (list(Case.objects.all()), Victim.objects.count(), Identity.objects.count()) == ([worked], 1, 0)
        with acting(Context(None, "test"), using="owner"):
            values = str(list(History.objects.using("owner").values_list("new", flat=True)))
        assert [word for word in ("Prøvesen", "Kom selv forbi", "2012-14", "sjaelland") if word in values] == []
        entry = AuditEntry.objects.get(action="legacy.taken_back")
        assert (entry.actor_id, entry.details, LedgerEntry.objects.count()) == (other.pk, {"rows": 1, "kept": 1}, 1)
        assert take_back_all() == 0

    def test_the_same_sheets_in_two_batches_at_once_become_each_case_once(self):
        coordinator = staff("cmm_coordinator")
        jobs = [started(coordinator, CLOSED, OPEN).job_id, started(coordinator, OPEN, CLOSED).job_id]
        told = at_once(*[(coordinator, lambda _actor, job=job: run(job)) for job in jobs])
        for job in jobs:  # whoever lost a race tries again
            Job.objects.filter(pk=job).update(not_before="2020-01-01T00:00Z")
            run(job)
        states = Batch.objects.values_list("state", "made", "there", "left_out")
        assert (told, sorted(Past.objects.values_list("number", flat=True))) == ([DONE, DONE], ["2012-14", "2014-2"])
        assert [(state, sum(rest)) for state, *rest in states] == [("done", 2), ("done", 2)]
        assert sum(made for _state, made, _there, _left in states) == Case.objects.count() == 2

    def test_a_batch_is_started_once_however_many_press(self):
        coordinator, other = staff("cmm_coordinator"), staff("cmm_coordinator")
        batch = uploaded(coordinator, CLOSED)
        told = {"batch": batch, "columns": guess(sheet_of(batch).header, {}), "words": {}, "reason": "De gamle ark"}
        presses = [(who, lambda actor: start_batch(actor=actor, **told)) for who in (coordinator, other)]
        assert (sorted(at_once(*presses)), Job.objects.filter(kind="legacy.move_in").count()) == (
            [DONE, "other_state"],
            1,
        )
