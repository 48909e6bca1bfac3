"""A consent holds until a day, and its end is told before it comes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from cmm.core.errors import RuleError
from identification.models import Consent
from identification.rules.consents import check_until, lapses_on, state_of
from identification.selectors.consents import first_lapse
from tests.factories.cases import CaseFactory
from tests.factories.identification import ConsentFactory

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("until", "withdrawn", "state"),
    [
        (None, False, "holds"),
        (date(2026, 12, 11), False, "holds"),
        (date(2026, 12, 10), False, "lapses_soon"),
        (date(2026, 11, 26), False, "lapses_soon"),
        (date(2026, 11, 25), False, "lapsed"),
        (date(2027, 11, 25), True, "withdrawn"),
    ],
)
def test_what_a_yes_is_worth(until, withdrawn, state):
    assert state_of(until=until, withdrawn=withdrawn, today=TODAY, soon=14) == state


def test_it_holds_as_long_as_the_person_said_else_as_long_as_consents_do():
    said = date(2026, 12, 24)
    assert lapses_on(given_on=TODAY, said=said, days=182) == said
    assert lapses_on(given_on=TODAY, said=None, days=182) == date(2027, 5, 27)


def test_no_consent_lapses_the_day_it_is_given():
    with pytest.raises(RuleError) as refused:
        check_until(until=TODAY, given_on=TODAY)
    assert (refused.value.code, refused.value.field) == ("lapses_at_once", "consent_until")


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [{"answer": "no"}, {"until": date(2026, 9, 10)}])
def test_the_database_keeps_an_end_only_of_a_yes_and_after_it(facts):
    with pytest.raises(IntegrityError, match="consent_that_lapses_was_given"), transaction.atomic():
        ConsentFactory(**{"until": date(2027, 1, 1)} | facts)


@pytest.mark.django_db
def test_only_the_latest_answer_of_ones_own_open_cases_lapses(caseworker):
    soon = timezone.localdate() + timedelta(days=5)
    mine, renewed, taken_back, closed = (
        CaseFactory(caseworker=caseworker, status=status)
        for status in ("in_clarification", "in_clarification", "in_clarification", "closed")
    )
    for case in (mine, renewed, taken_back, closed, CaseFactory()):
        ConsentFactory(case=case, until=soon, topic="use")
    ConsentFactory(case=mine, until=soon - timedelta(days=2), topic="storage")
    ConsentFactory(case=renewed, until=soon + timedelta(days=200), topic="use", given_on=date(2026, 10, 1))
    row = Consent.objects.get(case=taken_back)
    row.withdrawn_on, row.withdrawn_by, row.withdrawn_at = row.given_on, caseworker, timezone.now()
    row.save()
    own = Case.objects.open().of(caseworker).annotate(lapses_on=first_lapse(soon))
    assert {case: case.lapses_on for case in own if case.lapses_on} == {mine: soon - timedelta(days=2)}


@pytest.mark.django_db
def test_the_page_says_that_a_consent_lapses(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    ConsentFactory(case=case, until=timezone.localdate() + timedelta(days=5))
    page = as_role("cmm_caseworker").get(f"/cases/{case.ref}/assessments/").content.decode()
    assert "Udløber snart" in page
    assert "Spørg personen igen ved næste samtale." in page
