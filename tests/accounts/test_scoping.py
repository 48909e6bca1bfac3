"""``allowed`` answers every question about access; these are its answers."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.enums import Protection
from cases.models import Case, CaseUserGrant
from cmm.accounts.enums import Role
from cmm.accounts.roles import POLICIES
from cmm.accounts.scoping import can, grant, require, require_role, revoke
from tests.factories.accounts import OrganisationFactory, UserFactory, home_of, staff
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db


def seen(user, action="view"):
    return set(Case.objects.allowed(user, action))


def cmm_case(**facts):
    return CaseFactory(organisation=home_of("cmm_caseworker"), **facts)


def test_a_caseworker_sees_normal_cases_and_own_ones_at_any_level(caseworker):
    normal = cmm_case()
    own = {cmm_case(caseworker=caseworker, protection=level) for level in Protection.values}
    cmm_case(protection=Protection.RESTRICTED)
    cmm_case(protection=Protection.NAMED)
    assert seen(caseworker) == {normal, *own}


def test_a_coordinator_sees_restricted_cases_but_not_those_kept_to_named_persons(coordinator):
    open_to_her = {cmm_case(), cmm_case(protection=Protection.RESTRICTED)}
    cmm_case(protection=Protection.NAMED)
    assert seen(coordinator) == open_to_her


def test_an_immigration_officer_sees_cases_the_service_decides(people):
    theirs = cmm_case(authority="us")
    cmm_case(authority="cmm")
    assert seen(people["immigration_officer"]) == {theirs}


CASEWORK_ROLES = {"cmm_caseworker", "cmm_coordinator", "immigration_officer"}


@pytest.mark.parametrize("role", sorted(set(Role.values) - CASEWORK_ROLES))
def test_nobody_else_sees_any_case(people, role):
    cmm_case()
    cmm_case(authority="us")
    assert seen(people[role]) == set()


def test_a_superuser_is_nobody(caseworker):
    cmm_case()
    nobody = UserFactory(organisation=caseworker.organisation)
    nobody.is_superuser = True
    assert seen(nobody) == set()


def test_a_closed_account_sees_nothing(caseworker):
    cmm_case(caseworker=caseworker)
    caseworker.is_active = False
    assert seen(caseworker) == set()


def test_a_role_outside_an_organisation_that_may_have_it_opens_nothing():
    stranger = staff("cmm_caseworker", organisation=OrganisationFactory(capabilities=["outreach"]))
    CaseFactory(organisation=stranger.organisation)
    assert seen(stranger) == set()


def test_a_role_ends_with_its_organisation(caseworker):
    cmm_case(caseworker=caseworker)
    caseworker.organisation.valid_to = timezone.localdate()
    caseworker.organisation.save()
    assert seen(type(caseworker).objects.get(pk=caseworker.pk)) == set()


def test_a_role_taken_away_is_gone_on_the_next_request(caseworker):
    cmm_case()
    caseworker.role_assignments.update(ended_at=timezone.now())
    assert seen(type(caseworker).objects.get(pk=caseworker.pk)) == set()


def test_a_grant_opens_one_case_to_one_person_for_one_thing(coordinator, people):
    case, officer = cmm_case(protection=Protection.NAMED), people["immigration_officer"]
    cmm_case(protection=Protection.NAMED)
    grant(to=officer, action="view", row=case, reason="asked", given_by=coordinator)
    assert (seen(officer), seen(officer, "decide"), seen(people["police_liaison"])) == ({case}, set(), set())


def test_a_grant_to_an_organisation_opens_the_case_to_its_colleagues(coordinator, people):
    case, officer = cmm_case(), people["immigration_officer"]
    grant(to=officer.organisation, action="view", row=case, reason="asked", given_by=coordinator)
    assert (seen(staff("immigration_officer")), seen(people["police_liaison"])) == ({case}, set())


def test_a_grant_ends_on_time(coordinator, people):
    case, officer = cmm_case(), people["immigration_officer"]
    end = timezone.now() + timedelta(hours=4)
    grant(to=officer, action="view", row=case, reason="asked", given_by=coordinator, valid_to=end)
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert seen(officer) == {case}
    with time_machine.travel(end, tick=False):
        assert seen(officer) == set()


def test_a_revoked_grant_opens_nothing_and_can_be_renewed(coordinator, people):
    case, officer = cmm_case(), people["immigration_officer"]
    given = grant(to=officer, action="view", row=case, reason="asked", given_by=coordinator)
    revoke(given)
    assert seen(officer) == set()
    grant(to=officer, action="view", row=case, reason="asked again", given_by=coordinator)
    assert (seen(officer), CaseUserGrant.objects.get().reason) == ({case}, "asked again")


def test_can_and_require_answer_as_allowed_does(caseworker):
    mine, hidden = cmm_case(), cmm_case(protection=Protection.RESTRICTED)
    assert (can(caseworker, "view", mine), can(caseworker, "view", hidden)) == (True, False)
    require(caseworker, "view", mine)
    with pytest.raises(PermissionDenied):
        require(caseworker, "view", hidden)


def test_a_verb_without_a_row_asks_the_role(caseworker, people):
    require_role(caseworker, "cases.add_inquiry")
    with pytest.raises(PermissionDenied):
        require_role(people["outreach_worker"], "cases.add_inquiry")


def test_no_policy_gives_an_ngo_a_case_or_a_ministry_anything_but_reports():
    nouns = {role: {policy.noun for policy in POLICIES if policy.role == role} for role in Role.values}
    assert not {"cases.case", "shelters.placement"} & (nouns["outreach_worker"] | nouns["outreach_lead"])
    assert nouns["ministry_reader"] == {"reports.edition", "coordination.statusreport"}
    assert not {"cases.case", "shelters.placement", "cases.inquiry"} & nouns["supervision_inspector"]
