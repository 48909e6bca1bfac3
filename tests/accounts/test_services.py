import pytest
from django.core.exceptions import PermissionDenied

from cmm.accounts.models import User
from cmm.accounts.services import change_roles, close_account, open_account, reopen_account
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.accounts import home_of, staff

pytestmark = pytest.mark.django_db
NEW = {"email": "Ny@prove.test", "name": "Prøve Ny"}


@pytest.fixture
def administrator(people):
    return people["user_administrator"]


@pytest.fixture
def shelter_administrator():
    return staff("user_administrator", organisation=home_of("shelter_staff"))


def trace():
    return list(AuditEntry.objects.order_by("id").values_list("action", "details"))


def test_an_account_is_opened_with_its_roles_and_leaves_a_trace(administrator):
    user = open_account(actor=administrator, organisation=administrator.organisation, roles=["cmm_caseworker"], **NEW)
    assert (user.email, user.roles, user.has_usable_password()) == ("ny@prove.test", {"cmm_caseworker"}, False)
    assert trace() == [("user.created", {"organisation": "cmm"}), ("role.given", {"role": "cmm_caseworker"})]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "PERSON@taget.test"}, "email"),
        ({"roles": ["ministry_reader"]}, "roles"),
    ],
)
def test_an_account_that_breaks_a_rule_is_not_opened(administrator, facts, field):
    staff("cmm_caseworker", email="person@taget.test")
    before = User.objects.count()
    wish = {"organisation": administrator.organisation, "roles": ["cmm_caseworker"]} | NEW | facts
    with pytest.raises(RuleError) as refused:
        open_account(actor=administrator, **wish)
    assert (refused.value.field, User.objects.count(), trace()) == (field, before, [])


def test_an_organisation_administers_only_its_own(shelter_administrator):
    with pytest.raises(RuleError) as refused:
        open_account(actor=shelter_administrator, organisation=home_of("cmm_caseworker"), roles=[], **NEW)
    assert refused.value.code == "not_in_charge"


def test_another_organisations_user_does_not_exist_for_its_administrator(shelter_administrator, caseworker):
    with pytest.raises(PermissionDenied):
        close_account(actor=shelter_administrator, user=caseworker)


def test_roles_are_exactly_the_wished_ones_and_the_old_stay_in_the_history(administrator, caseworker):
    change_roles(actor=administrator, user=caseworker, roles=["cmm_statistician"])
    again = User.objects.get(pk=caseworker.pk)
    assert (again.roles, again.role_assignments.count()) == ({"cmm_statistician"}, 2)
    assert trace() == [("role.given", {"role": "cmm_statistician"}), ("role.taken", {"role": "cmm_caseworker"})]


def test_nobody_raises_themselves(administrator):
    with pytest.raises(RuleError) as refused:
        change_roles(actor=administrator, user=administrator, roles=["cmm_coordinator"])
    assert (refused.value.code, trace()) == ("own_roles", [])


def test_a_caseworker_administers_nobody(caseworker, coordinator):
    with pytest.raises(PermissionDenied):
        change_roles(actor=caseworker, user=coordinator, roles=[])


def test_an_account_is_closed_and_opened_again(administrator, caseworker):
    close_account(actor=administrator, user=caseworker)
    assert User.objects.get(pk=caseworker.pk).roles == frozenset()
    reopen_account(actor=administrator, user=caseworker)
    assert User.objects.get(pk=caseworker.pk).roles == {"cmm_caseworker"}
