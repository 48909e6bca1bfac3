from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cases.enums import AgeBand, CaseStatus, Sex
from cases.models import Case, Code
from cases.services import Facts, revise_case
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.cases import CaseFactory, code

pytestmark = pytest.mark.django_db


def known(**facts):
    return Facts(**{"residence_basis": code("residence_basis", "eu_eea")} | facts)


def told(**facts):
    least = {"sex": "female", "age_band": "25_34", "region": "unknown", "protection": "normal"}
    return least | {"residence_basis": code("residence_basis", "eu_eea").pk} | facts


def address(case):
    return reverse("cases:case_edit", args=[case.ref])


def test_more_becomes_known_and_the_log_says_of_what(caseworker):
    case = CaseFactory()

    revise_case(actor=caseworker, case=case, facts=known(sex=Sex.FEMALE, age_band=AgeBand.FROM_25_TO_34))

    assert Case.objects.values_list("victim__sex", "victim__age_band").get() == ("female", "25_34")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.case_ref) == (AuditAction.CASE_CHANGED, case.ref)
    assert entry.details == {"fields": ["age_band", "sex"]}


def test_the_authority_follows_when_the_residence_basis_becomes_known(caseworker):
    revise_case(
        actor=caseworker, case=CaseFactory(), facts=known(residence_basis=code("residence_basis", "asylum_seeker"))
    )

    assert Case.objects.values_list("authority", "authority_proposed").get() == ("us", "us")


def test_nobody_takes_a_case_from_an_authority_that_is_deciding_it(caseworker):
    case = CaseFactory(status=CaseStatus.AWAITING_DECISION)

    with pytest.raises(RuleError) as refused:
        revise_case(actor=caseworker, case=case, facts=known(residence_basis=code("residence_basis", "asylum_seeker")))

    assert refused.value.field == "authority"
    assert Case.objects.get().authority == "cmm"
    assert not AuditEntry.objects.exists()


def test_the_deciding_authority_changes_nothing(people):
    with pytest.raises(PermissionDenied):
        revise_case(actor=people["immigration_officer"], case=CaseFactory(authority="us"), facts=known())


def test_facts_are_changed_in_the_browser(as_role):
    case = CaseFactory()

    answer = as_role("cmm_caseworker").post(address(case), told(region="syddanmark"))

    assert answer.url == case.get_absolute_url()
    assert Case.objects.get().region == "syddanmark"


def test_whoever_seals_a_case_to_others_is_led_to_the_list(as_role):
    case = CaseFactory()

    answer = as_role("cmm_caseworker").post(address(case), told(protection="restricted"))

    assert answer.url == reverse("cases:case_list")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"residence_basis": ""}, "residence_basis"),
        ({"authority": "us"}, "authority_reason"),
        ({"protection": "named"}, "protection"),
        ({"citizenship": "QQ"}, "citizenship"),
    ],
)
def test_bad_input_changes_nothing(as_role, facts, field):
    answer = as_role("cmm_caseworker").post(address(CaseFactory()), told(**facts))

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert Case.objects.get().victim.sex == "unknown"


def test_a_retired_entry_may_stay_where_it_stands(as_role):
    case = CaseFactory()
    Code.objects.filter(pk=case.residence_basis_id).update(valid_to=timezone.localdate() - timedelta(days=1))

    answer = as_role("cmm_caseworker").post(address(case), told())

    assert answer.status_code == 302
