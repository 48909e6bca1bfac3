"""A case runs from inquiry to statistics under a code name; who the person is may come later, and changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases.models import Case, Identity
from cases.particulars import Names, Safety, Standing
from cases.selectors import figures as inquiries_in
from cases.services import (
    NewCase,
    NewInquiry,
    log_inquiry,
    open_case,
    record_identity,
    record_representative,
    search_persons,
    write_journal,
    write_safety_note,
)
from identification.selectors import figures
from identification.services import (
    NewInterview,
    decide_assessment,
    make_letter,
    prepare_assessment,
    record_interview,
    submit_assessment,
)
from tests.factories.cases import code
from tests.factories.identification import grounds

pytestmark = pytest.mark.django_db
LEFT = (
    "cases_case", "cases_inquiry", "cases_journalentry", "cases_safetynote", "cases_representative",
    "identification_interview", "identification_assessment", "identification_revision",
    "identification_statusdecision", "identification_letter", "audit_auditentry",
)  # fmt: skip


def whole_course(worker, decider):
    """From a call at night to the letter, and nobody says a name."""
    channel, source = code("referral_channel", "hotline"), code("referral_source", "police")
    at = timezone.now() - timedelta(hours=9)
    told = {"received_at": at, "channel": channel, "caller_type": code("caller_type", "police"), "source": source}
    inquiry = log_inquiry(actor=worker, new=NewInquiry(summary="En person i arresten.", **told))
    basis = code("residence_basis", "eu_eea")
    search_persons(actor=worker, name="Ukendt Navnesen", inquiry=inquiry)
    case = open_case(
        actor=worker, new=NewCase(code_name="Havtorn", source=source, residence_basis=basis), inquiry=inquiry
    )
    place = code("interview_place", "cmm")
    record_interview(actor=worker, case=case, new=NewInterview(held_at=at, place=place, consent="internal", notes="x"))
    write_journal(actor=worker, case=case, title="Første samtale", text="Personen er bange.")
    write_safety_note(actor=worker, case=case, safety=Safety(), no_threat=True)
    record_representative(actor=worker, case=case, kind="personal", standing=Standing(name="Repræsentant Prøvesen"))
    assessment = prepare_assessment(actor=worker, case=Case.objects.get(pk=case.pk), grounds=grounds())
    submit_assessment(actor=worker, assessment=assessment, version=1)
    decision = decide_assessment(
        actor=decider, assessment=assessment, version=1, outcome="trafficked", decided_on=date(2026, 11, 23)
    )
    make_letter(actor=decider, decision=decision, language="da", reason="Du arbejdede uden løn.", advice="Spørg os.")
    return Case.objects.get(pk=case.pk)


def test_a_case_runs_from_inquiry_to_statistics_without_an_identity(caseworker, coordinator):
    case = whole_course(caseworker, coordinator)

    counted = figures(2026)
    assert (case.status, counted["identified"], counted["by"]["age"]) == ("in_support", 1, {"unknown": 1})
    assert inquiries_in(2026)["calls"]["by"] == {"caller": {"police": 1}, "outcome": {"case_opened": 1}}
    assert not Identity.objects.exists()


def test_who_the_person_is_can_come_later_and_keeps_all_history(caseworker, coordinator):
    case = whole_course(caseworker, coordinator)
    before, counted = {table: rows(table) for table in LEFT}, figures(2026)

    record_identity(actor=caseworker, case=case, particulars=Names(given_names="Fiktiva", family_names="Opdigtsen"))

    for table in LEFT[1:]:
        assert rows(table)[: len(before[table])] == before[table], table
    assert figures(2026) == counted
    assert Identity.objects.get().victim == case.victim


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM {table} t ORDER BY id")
        return [row for (row,) in cursor.fetchall()]
