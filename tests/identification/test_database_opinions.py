"""What the database refuses of second opinions, and of an assessment that is born positive.

The triggers: decider_took_no_side, text_is_closed on identification_secondopinion, positive_is_supported.
"""

import pytest
from django.db import IntegrityError, connection

from tests.factories.accounts import staff
from tests.factories.identification import AssessmentFactory, DecisionFactory, OpinionFactory
from tests.identification.stopping import both
from tests.identification.test_database import FINAL, FOUR_EYES, decision

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_whoever_gave_a_second_opinion_does_not_decide():
    judged, decider = AssessmentFactory(submitted=True), staff("cmm_coordinator")
    OpinionFactory(assessment=judged, author=decider)
    judged.state, judged.outcome, judged.age_band = "decided", "trafficked", judged.case.victim.age_band
    judged.save()

    assert decision(judged, decider) == both(FOUR_EYES)
    assert decision(judged, staff("cmm_coordinator")) == both("")


def test_nobody_gives_a_second_opinion_of_what_is_decided():
    decided = DecisionFactory().assessment
    with pytest.raises(IntegrityError) as refused:
        OpinionFactory(assessment=decided)
    assert refused.value.__cause__.diag.constraint_name == FINAL


def test_no_assessment_is_born_positive_with_nothing_under_it():
    with pytest.raises(IntegrityError) as refused:
        AssessmentFactory(decided=True, act_types=["harbour"], act_evidence={})
    assert refused.value.__cause__.diag.constraint_name == "assessment_positive_has_act_and_purpose"
    assert not connection.in_atomic_block
