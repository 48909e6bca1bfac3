"""What a linter of policies looks for, asked of the catalogue: each rule gives what breaks it, and nothing does."""

import pytest
from django.db import connections

from cmm.core.privileges import EVERY_LOGIN

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def policies():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, permissive, roles::text[], cmd, coalesce(qual, ''), coalesce(with_check, '')"
            " FROM pg_policies WHERE schemaname = 'public'"
        )
        return cursor.fetchall()


def broken(rule):
    return sorted(f"{policy[1]} on {policy[0]}" for policy in policies() if rule(*policy))


def test_no_function_is_called_once_a_row():
    """Within ``(SELECT f())`` PostgreSQL asks once a statement (security.md 2.2: 706 ms against 0.12)."""
    assert broken(lambda _t, _n, _p, _r, _c, qual, check: "sec." in asked_per_row(f"{qual} {check}")) == []


def asked_per_row(condition):
    """What is left of a condition without its bracketed SELECTs."""
    while (start := condition.find("( SELECT ")) >= 0:
        depth, end = 0, start
        while depth or end == start:
            depth += {"(": 1, ")": -1}.get(condition[end], 0)
            end += 1
        condition = condition[:start] + condition[end:]
    return condition


def test_no_policy_lets_everybody_through():
    """One that asks nothing stands on a floor, which asks that somebody acts."""
    floors = {(table, command) for table, _n, kind, _r, command, *_rest in policies() if kind == "RESTRICTIVE"}
    assert (
        broken(
            lambda table, _n, _p, _r, command, qual, check: (
                "true" in {qual.strip("() "), check.strip("() ")} and (table, command) not in floors
            )
        )
        == []
    )


def test_only_what_restricts_speaks_to_everybody():
    assert broken(lambda _t, _n, kind, roles, *_rest: kind == "PERMISSIVE" and "public" in roles) == []


def test_policies_speak_to_the_registers_own_logins_and_the_owner():
    known = {*EVERY_LOGIN, "cmm_owner", "public"}
    assert broken(lambda _t, _n, _p, roles, *_rest: not set(roles) <= known) == []


def test_a_question_has_one_answer():
    """Several permissive policies for one command are added together, and all of them are run."""
    answered = [
        (table, command) for table, name, kind, _r, command, *_rest in policies()
        if kind == "PERMISSIVE" and name != "owner_in_functions"
    ]  # fmt: skip
    assert sorted(answered) == sorted(set(answered))


def test_what_may_be_written_may_be_written_by_the_same_rule_as_it_is_changed():
    """An UPDATE without WITH CHECK takes USING for both; one that has another lets a row be moved out of reach."""
    assert (
        broken(
            lambda _t, name, kind, _r, command, qual, check: (
                kind == "PERMISSIVE" and command == "UPDATE" and check not in {"", qual}
            )
        )
        == []
    )
