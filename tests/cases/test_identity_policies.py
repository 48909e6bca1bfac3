"""PostgreSQL itself closes the table of identities; who sees and changes a row stands in tests/policies/truth.txt."""

import pytest
from django.db import DatabaseError, transaction

from cases.enums import Protection
from cases.models import Identity
from cases.services import Facts, revise_case
from cmm.accounts.enums import Role
from cmm.audit.models import Change
from cmm.core.context import Context, acting
from tests.factories.cases import CaseFactory, code
from tests.factories.identities import IdentityFactory

pytestmark = pytest.mark.django_db
RECORDS = {Role.CMM_CASEWORKER, Role.CMM_COORDINATOR}


@pytest.mark.parametrize("role", Role)
def test_only_who_may_record_an_identity_adds_a_row(people, role):
    case, stored = CaseFactory(authority="us"), True
    with acting(Context(people[role].pk)):
        try:
            with transaction.atomic():
                Identity(case=case, victim=case.victim, changed_by=people[role]).save()
        except DatabaseError as refused:
            stored = "row-level security" not in str(refused) and "follows_its_case" not in str(refused)
    assert stored == (role in RECORDS)


def test_an_identity_follows_its_case_behind_the_wall(people):
    row, reader = IdentityFactory(), people["cmm_caseworker"]
    facts = Facts(residence_basis=code("residence_basis", "eu_eea"), protection=Protection.RESTRICTED)
    revise_case(actor=people["cmm_coordinator"], case=row.case, facts=facts)
    with acting(Context(reader.pk)):
        assert not Identity.objects.filter(pk=row.pk).exists()
    assert Identity.objects.get().case_protection == "restricted"


def test_the_log_says_which_columns_changed():
    identity = IdentityFactory(contact=None)
    identity.contact = {"phone": "+45 00 00 00 02"}
    identity.save()
    rows = Change.objects.filter(table_name="cases_identity", row_id=identity.pk).order_by("pk")
    assert list(rows.values_list("operation", "columns")) == [("insert", []), ("update", ["contact", "drawers"])]
