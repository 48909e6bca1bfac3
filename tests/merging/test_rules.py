"""The rules of a merge, without a database; and the page that answers alike of what is absent and what is hidden."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from cases.merging.rules import File, check_choice, check_standing, check_two, check_undoing, protection_of, status_of
from cmm.core.errors import RuleError
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory

HERE = File("in_clarification", "normal", "cmm", caseworker=1, organisation=1, opened_on=date(2026, 9, 2))
TWO = {"same_file": False, "verdict": None, "walled": False}


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (lambda: check_two(HERE, HERE, **TWO | {"same_file": True}), "same_file"),
        (lambda: check_two(HERE, replace(HERE, is_husk=True), **TWO), "merged"),
        (lambda: check_two(replace(HERE, is_husk=True), HERE, **TWO), "merged"),
        (lambda: check_two(HERE, replace(HERE, organisation=2), **TWO), "two_organisations"),
        (lambda: check_two(HERE, HERE, **TWO | {"verdict": "different"}), "two_persons"),
        (lambda: check_two(HERE, HERE, **TWO | {"verdict": ""}), "not_judged"),
        (lambda: check_two(HERE, HERE, **TWO | {"walled": True}), "walled"),
        (lambda: check_standing(HERE, HERE, ["Noget"]), "stands_in_the_way"),
        (
            lambda: check_standing(HERE, replace(HERE, status="awaiting_decision", authority="us"), []),
            "stands_in_the_way",
        ),
        (
            lambda: check_standing(
                replace(HERE, has_safety_note=False), replace(HERE, status="in_support", has_safety_note=False), []
            ),
            "stands_in_the_way",
        ),
        (lambda: check_choice(protection="named", caseworker=None, reason="Ar"), "nobody_named"),
        (lambda: check_choice(protection="normal", caseworker=None, reason=" "), "reason_missing"),
        (lambda: check_undoing(stands=False, merged_on=False, reason="x"), "undone"),
        (lambda: check_undoing(stands=True, merged_on=True, reason="x"), "merged_on"),
        (lambda: check_undoing(stands=True, merged_on=False, reason=""), "reason_missing"),
    ],
)
def test_each_rule_says_what_is_in_the_way(check, code):
    with pytest.raises(RuleError) as refused:
        check()
    assert refused.value.code == code


def test_the_merged_file_stands_where_the_work_has_come_furthest_and_as_protected_as_either():
    def files(*statuses):
        return [replace(HERE, status=status) for status in statuses]

    pairs = [("inquiry", "in_support"), ("closed", "in_clarification"), ("closed", "closed")]
    found = [status_of(*files(*pair)) for pair in pairs]
    level = protection_of(replace(HERE, protection="restricted"), replace(HERE, protection="named"))
    assert (found, level) == (["in_support", "in_clarification", "closed"], "named")
    check_two(HERE, HERE, **TWO | {"verdict": "same"})
    check_standing(HERE, replace(HERE, status="in_support"), [])


@pytest.mark.django_db
def test_a_number_that_is_hidden_is_answered_like_one_that_is_nobodys(as_role):
    case = CaseFactory()
    sealed = CaseFactory(protection="named", caseworker=staff("cmm_caseworker"))
    address, browser = reverse("merging:case_merge", args=[case.ref]), as_role("cmm_coordinator")
    answers = [browser.post(address, {"other": ref}) for ref in (sealed.ref, "CMM-1999-0001", case.ref)]
    told = "Der er ingen anden sag med det nummer"
    assert [(answer.status_code, told in answer.text) for answer in answers] == [(422, True)] * 3
