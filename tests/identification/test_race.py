"""Two at once. Real threads, real transactions."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from cases.enums import CaseStatus
from cases.models import Case
from cases.services import Facts, revise_case
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from identification.models import (
    Assessment,
    Catalogue,
    Event,
    Indicator,
    Observation,
    Revision,
    SecondOpinion,
    StatusDecision,
    Support,
)
from identification.rules.grounds import Claim
from identification.selectors.texts import grounds_of
from identification.services import (
    NewEvent,
    NewObservation,
    Wording,
    change_indicator,
    correct_event,
    correct_observation,
    decide_assessment,
    give_opinion,
    prepare_assessment,
    record_observations,
    remove_support,
    revise_assessment,
    submit_assessment,
    withdraw_observation,
)
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, VictimFactory
from tests.factories.identification import (
    AssessmentFactory,
    EventFactory,
    ObservationFactory,
    as_written,
    grounds,
)
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
    facts, mended = Facts(residence_basis=case.residence_basis, age_band="25_34"), threading.Event()

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


def seen_by(actor):
    return NewObservation("yes", f"Set af {actor.pk}.", "own", date(2026, 11, 23))


def test_two_write_evidence_of_the_same_act_at_once_and_neither_is_lost():
    """One is stored; the other meets a conflict that stored nothing, and may then keep both."""
    assessment = AssessmentFactory()
    writers = staff("cmm_caseworker"), staff("cmm_coordinator")

    def revise(actor, version=1):
        stands = grounds_of(Assessment.objects.get())
        claim = Claim(stands.act["recruit"].links, f"Set af {actor.pk}.")
        text = grounds(act={"recruit": claim})
        revise_assessment(actor=actor, assessment=assessment, version=version, grounds=text)

    outcomes = at_once(*((writer, revise) for writer in writers))
    assert sorted(outcomes) == ["changed", DONE]
    assert Observation.objects.filter(evidence__startswith="Set af").count() == 1

    revise(writers[outcomes.index("changed")], version=2)

    words = as_written(Assessment.objects.get()).act["recruit"].new
    assert all(f"Set af {writer.pk}." in words for writer in writers)


def test_two_record_observations_at_once_and_each_has_its_number():
    case, people = CaseFactory(), (staff("cmm_caseworker"), staff("cmm_coordinator"))

    def record(actor):
        record_observations(actor=actor, case=case, new=[seen_by(actor), seen_by(actor)])

    assert at_once(*((person, record) for person in people)) == [DONE, DONE]
    assert list(Observation.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_two_correct_the_same_observation_at_once_and_one_is_told():
    row, people = ObservationFactory(), (staff("cmm_caseworker"), staff("cmm_coordinator"))

    def correct(actor):
        correct_observation(actor=actor, observation=row, new=seen_by(actor))

    outcomes = at_once(*((person, correct) for person in people))

    assert sorted(outcomes) == ["already_corrected", DONE]
    standing = Observation.objects.get(closed_at__isnull=True)
    assert standing.recorded_by == people[outcomes.index(DONE)]


def test_two_correct_the_same_event_at_once_and_one_is_told():
    row, people = EventFactory(), (staff("cmm_caseworker"), staff("cmm_coordinator"))

    def correct(actor):
        correct_event(actor=actor, event=row, new=NewEvent(kind="escape"))

    assert sorted(at_once(*((person, correct) for person in people))) == ["already_corrected", DONE]
    assert Event.objects.filter(closed_at__isnull=True).count() == 1


def test_an_assessment_is_never_sent_on_support_that_goes_at_the_same_moment():
    draft = AssessmentFactory()
    row = Observation.objects.get(number=1)

    def submit(actor):
        submit_assessment(actor=actor, assessment=draft, version=1)

    def withdraw(actor):
        withdraw_observation(actor=actor, observation=row, reason="Forkert person.")

    outcomes = at_once((staff("cmm_caseworker"), submit), (staff("cmm_caseworker"), withdraw))

    assert outcomes in ([DONE, "sent"], ["changed", DONE])
    linked = Support.objects.filter(observation=row, removed_at__isnull=True).exists()
    assert (Assessment.objects.get().state, linked) in {("submitted", True), ("draft", False)}


def test_a_decision_never_rests_on_a_link_that_is_removed_at_the_same_moment():
    sent = AssessmentFactory(submitted=True, recommendation="withdrawn")
    day = date(2026, 11, 23)

    def decide(actor):
        terms = {"version": 1, "outcome": "trafficked", "decided_on": day, "reason": "Belagt."}
        decide_assessment(actor=actor, assessment=sent, **terms)

    def remove(actor):
        remove_support(actor=actor, assessment=sent, element="act", kind="recruit", number=1)

    outcomes = at_once((staff("cmm_coordinator"), decide), (staff("cmm_coordinator"), remove))

    assert outcomes in ([DONE, "decided"], ["changed", DONE])
    linked = Support.objects.filter(element="act", removed_at__isnull=True).exists()
    assert StatusDecision.objects.exists() == linked == (outcomes[0] == DONE)


def test_whoever_decides_has_given_no_second_opinion_at_the_same_moment():
    sent, coordinator = AssessmentFactory(submitted=True), staff("cmm_coordinator")

    def decide(actor):
        decide_assessment(actor=actor, assessment=sent, version=1, outcome="trafficked", decided_on=date(2026, 11, 23))

    def differ(actor):
        give_opinion(
            actor=actor, assessment=sent, recommendation="inconclusive", reasons="Tvivl.", speaks_against="Intet."
        )

    outcomes = at_once((coordinator, decide), (coordinator, differ))

    assert outcomes in ([DONE, "decided"], ["four_eyes", DONE])
    assert StatusDecision.objects.count() + SecondOpinion.objects.count() == 1


def test_two_change_the_same_indicator_at_once_and_one_version_follows():
    row, people = Indicator.objects.get(code="x_hazardous_work"), (staff("cmm_coordinator"), staff("cmm_coordinator"))

    def change(actor):
        words = Wording(section=row.section, label_da=f"Af {actor.pk}", label_en="Work", source="Kilde")
        change_indicator(actor=actor, indicator=row, wording=words, note="Rettet.")

    outcomes = at_once(*((person, change) for person in people))

    assert sorted(outcomes) == ["changed", DONE]
    assert list(Catalogue.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Indicator.objects.get(code=row.code, until__isnull=True).label_da == f"Af {people[outcomes.index(DONE)].pk}"
