"""What the database keeps of interviews, whoever asks it."""

import pytest

from cases.enums import CodeList
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, code
from tests.factories.identification import InterviewFactory
from tests.identification.stopping import DENIED, GROWS, both, insert, tried

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def interview(consent, consent_to):
    """An interview inserted with this consent."""
    row = InterviewFactory.build(case=None, place=None, interviewer=None)
    values = {name: getattr(row, name) for name in ("held_at", "interpreter", "companion", "representative", "notes")}
    rows = {"case_id": CaseFactory().pk, "place_id": code(CodeList.INTERVIEW_PLACE, "cmm").pk}
    who = {"interviewer_id": staff("cmm_caseworker").pk, "recorded_at": row.recorded_at}
    return insert("interview", values | rows | who | {"consent": consent, "consent_to": consent_to})


def test_consent_names_parties_exactly_when_it_is_to_named_parties():
    names = both("interview_names_the_parties")

    assert {(to, who): interview(to, who) for to in ("none", "named_parties") for who in ("", "Reden")} == {
        ("none", ""): both(""),
        ("none", "Reden"): names,
        ("named_parties", ""): names,
        ("named_parties", "Reden"): both(""),
    }
    assert interview("all", "") == both("interview_consent_is_known")


@pytest.mark.parametrize("change", ["UPDATE {} SET notes = 'Andet.'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_was_said_is_kept_as_it_was_written(change):
    InterviewFactory()
    assert tried(change.format("identification_interview")) == (DENIED, GROWS)
