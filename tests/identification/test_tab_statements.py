"""The tab about the clarification asks as much of a case with much in it as of one with little."""

import pytest
from django.urls import reverse

from tests.factories.cases import CaseFactory
from tests.factories.identification import AssessmentFactory, DecisionFactory, InterviewFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db


def test_as_many_statements_for_one_row_as_for_many(as_role, caseworker):
    case, browser, counts = CaseFactory(caseworker=caseworker), as_role("cmm_caseworker"), []
    page = reverse("identification:assessment_list", args=[case.ref])
    for more in (1, 4):
        for _each in range(more):
            InterviewFactory(case=case)
            DecisionFactory(case=case, assessment=AssessmentFactory(case=case, decided=True))
        browser.get(page)
        with statements() as asked:
            browser.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 16
