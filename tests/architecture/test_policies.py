"""The policy table names only what exists, and speaks of every noun that has reaches."""

import pytest
from django.apps import apps

from cmm.accounts.checks import policies_name_what_exists
from cmm.accounts.enums import Role
from cmm.accounts.roles import POLICIES, TABLE
from cmm.accounts.scoping import noun_of


def test_the_policy_table_names_what_exists():
    assert policies_name_what_exists() == []


def test_every_role_has_a_place_in_the_table():
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize(
    "model", [model for model in apps.get_models() if hasattr(model, "reaches")], ids=lambda m: m.__name__
)
def test_no_reach_is_left_unused(model):
    used = {policy.reach for policy in POLICIES if policy.noun == noun_of(model)}
    assert set(model.reaches) - used == set()
