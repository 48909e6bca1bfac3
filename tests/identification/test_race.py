"""Two at once. Real threads, real transactions."""

from datetime import date
from threading import Event

import pytest
from django.db import connection, transaction

from cases.enums import CaseStatus
from cases.models import Case
from cases.services import Facts, revise_case
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from identification.models import Assessment, Revision, StatusDecision
from identification.services import decide_assessment, prepare_assessment, revise_assessment, submit_assessment
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, VictimFactory
from tests.factories.identification import AssessmentFactory, grounds
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def entries(action):
    return AuditEntry.objects.filter(action=action).count()


def test_two_coordinators_decide_at_once_and_one_has_decided():
    sent = AssessmentFactory(submitted=True)
    coordinators = staff("cmm_coordinator"), staff("cmm_coordinator")

    def decide(actor):
        day = date(2026, 11, 23)
        decide_assessment(actor=actor, assessment=sent, version=1, outcome="trafficked", decided_on=day)

    outcomes = at_once(*((coordinator, decide) for coordinator in coordinators))

    assert sorted(outcomes) == ["already_decided", DONE]
    assert StatusDecision.objects.get().decided_by == coordinators[outcomes.index(DONE)]
    assert (Case.objects.get().status, entries(AuditAction.ASSESSMENT_DECIDED)) == (CaseStatus.IN_SUPPORT, 1)


def test_two_people_revise_the_same_version_and_one_text_is_stored():
    assessment = AssessmentFactory()
    writers = staff("cmm_caseworker"), staff("cmm_coordinator")

    def revise(actor):
        text = grounds(facts=f"Skrevet af {actor.pk}.")
        revise_assessment(actor=actor, assessment=assessment, version=1, grounds=text)

    outcomes = at_once(*((writer, revise) for writer in writers))

    first = writers[outcomes.index(DONE)]
    assert sorted(outcomes) == ["changed", DONE]
    assert Assessment.objects.get().facts == f"Skrevet af {first.pk}."
    assert list(Revision.objects.values_list("version", "author"))[1:] == [(2, first.pk)]
    assert entries(AuditAction.ASSESSMENT_REVISED) == 1


def test_two_people_begin_at_once_and_the_case_has_one_assessment():
    case, people = CaseFactory(status=CaseStatus.INQUIRY), (staff("cmm_caseworker"), staff("cmm_coordinator"))

    def prepare(actor):
        prepare_assessment(actor=actor, case=case, grounds=grounds())

    assert sorted(at_once(*((person, prepare) for person in people))) == [DONE, "under_way"]
    assert (Assessment.objects.get().number, entries(AuditAction.CASE_MOVED)) == (1, 1)


def test_a_decision_is_never_of_a_text_that_was_changed_at_the_same_moment():
    sent = AssessmentFactory(submitted=True)

    def decide(actor):
        day = date(2026, 11, 23)
        decide_assessment(actor=actor, assessment=sent, version=1, outcome="trafficked", decided_on=day)

    def revise(actor):
        revise_assessment(actor=actor, assessment=sent, version=1, grounds=grounds(facts="Rettet."))

    outcomes = at_once((staff("cmm_coordinator"), decide), (staff("cmm_coordinator"), revise))

    assert outcomes in ([DONE, "decided"], ["changed", DONE])
    decided = StatusDecision.objects.count()
    assert (decided, Assessment.objects.get().version) == ((1, 1) if outcomes[0] == DONE else (0, 2))


def test_an_assessment_sent_twice_at_once_is_sent_once():
    draft = AssessmentFactory()

    def submit(actor):
        submit_assessment(actor=actor, assessment=draft, version=1)

    outcomes = at_once(*((staff("cmm_caseworker"), submit) for _ in range(2)))

    assert sorted(outcomes) == ["already_sent", DONE]
    assert entries(AuditAction.ASSESSMENT_SUBMITTED) == 1


def until_somebody_waits():
    """Ends when another connection waits for a row that is locked here."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _look in range(200):
            cursor.execute(f"SELECT pg_sleep(0.01), ({waits})")
            if cursor.fetchone()[1]:
                return


def test_the_age_judged_on_is_the_one_known_when_the_decision_has_the_case():
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION, victim=VictimFactory(age_band="15_17"))
    sent = AssessmentFactory(submitted=True, case=case, means_status="not_assessed", means_evidence={})
    facts, mended = Facts(residence_basis=case.residence_basis, age_band="25_34"), Event()

    def mend(actor):
        with transaction.atomic():
            revise_case(actor=actor, case=case, facts=facts)
            mended.set()
            until_somebody_waits()

    def decide(actor):
        mended.wait(5)
        day = date(2026, 11, 23)
        decide_assessment(actor=actor, assessment=sent, version=1, outcome="trafficked", decided_on=day)

    outcomes = at_once((staff("cmm_caseworker"), mend), (staff("cmm_coordinator"), decide))

    assert (outcomes, StatusDecision.objects.count()) == ([DONE, "element_missing"], 0)
