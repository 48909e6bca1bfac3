"""Saying what one opens a colleague's case for: what is stored, and who may store and read it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from cases.models import StatedPurpose
from cases.services import state_purpose
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.policies.sight import counted_by

pytestmark = pytest.mark.django_db


def colleagues(**facts):
    return CaseFactory(caseworker=staff("cmm_caseworker"), **facts)


def test_what_was_said_is_kept_as_it_was_said(caseworker):
    case = colleagues()
    state_purpose(actor=caseworker, case=case, purpose="other", note=" Skal finde en tolk ")
    said = StatedPurpose.objects.get()
    assert (said.user, said.purpose, said.note) == (caseworker, "other", "Skal finde en tolk")
    assert AuditEntry.objects.get(action=AuditAction.PURPOSE_STATED).details == {}  # no free text in the log


def test_nobody_says_why_of_a_case_they_may_not_see(caseworker):
    with pytest.raises(PermissionDenied):
        state_purpose(actor=caseworker, case=colleagues(protection="named"), purpose="decision")
    with pytest.raises(RuleError):
        state_purpose(actor=caseworker, case=colleagues(), purpose="casework")


def test_coordinators_officers_and_oneself_read_it_and_colleagues_do_not(people, caseworker):
    state_purpose(actor=caseworker, case=colleagues(), purpose="decision")
    readers = {role for role, user in people.items() if counted_by(Context(user.pk), "cases_statedpurpose")}
    assert readers == {"cmm_caseworker", "cmm_coordinator", "data_protection_officer"}
    assert counted_by(Context(staff("cmm_caseworker").pk), "cases_statedpurpose") == 0


def test_the_database_lets_nobody_say_it_for_another_or_take_it_back(caseworker, coordinator):
    case = colleagues()
    state_purpose(actor=caseworker, case=case, purpose="decision")
    copied = (
        "INSERT INTO cases_statedpurpose (case_id, user_id, purpose, note, stated_at)"
        f" SELECT case_id, {coordinator.pk}, purpose, note, stated_at FROM cases_statedpurpose"
    )
    for statement in (
        copied,
        "UPDATE cases_statedpurpose SET purpose = 'supervision'",
        "DELETE FROM cases_statedpurpose",
    ):
        with acting(Context(caseworker.pk)), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)
