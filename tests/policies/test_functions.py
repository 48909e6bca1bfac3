"""The functions that run with their owner's rights, called as smuggled SQL would call them."""

import pytest
from django.db import connection
from django.utils import timezone

from cmm.audit.models import Reading
from cmm.core.context import Context, acting
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, GlassFactory, WallFactory

pytestmark = pytest.mark.django_db


def called(user, words, *values):
    with acting(Context(user.pk)), connection.cursor() as cursor:
        cursor.execute(f"SELECT {words}", values)
        return cursor.fetchall()


def broken_by(user, case):
    ((made,),) = called(
        user, "sec.break_glass(%s, 'N-2026-0001', 'life', 'Politiet har personen på stationen.')", case.ref
    )
    return made is not None


def restricted(**facts):
    return CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"), **facts)


@pytest.mark.parametrize("role", ["cmm_coordinator", "immigration_officer", "police_liaison", "shelter_manager"])
def test_nobody_but_a_caseworker_breaks_the_glass(people, role):
    assert not broken_by(people[role], restricted())


def test_the_glass_opens_a_restricted_case_of_ones_own_organisation_and_no_other(caseworker):
    walled, elsewhere = restricted(), restricted(organisation=OrganisationFactory(capabilities=["casework"]))
    WallFactory(case=walled, user=caseworker)
    tried = [restricted(), CaseFactory(protection="named"), CaseFactory(), walled, elsewhere]
    assert [broken_by(caseworker, case) for case in tried] == [True, False, False, False, False]


def test_an_emergency_access_is_ended_by_who_has_it_or_controls_access(people, caseworker):
    ends = {
        "a colleague": staff("cmm_caseworker"),
        "a stranger": people["police_liaison"],
        "who has it": caseworker,
        "a coordinator": people["cmm_coordinator"],
    }
    ended = {who: called(user, "sec.end_glass(%s)", running(caseworker).pk) == [(True,)] for who, user in ends.items()}
    assert ended == {"a colleague": False, "a stranger": False, "who has it": True, "a coordinator": True}


def running(user):
    return GlassFactory(user=user, case=restricted(), opened_at=timezone.now())


def test_what_was_opened_under_it_is_told_to_who_judges_it(people, caseworker):
    glass = running(caseworker)
    Reading.objects.create(
        actor_id=caseworker.pk, page="case_detail", surface="page", basis="glass", purpose="emergency",
        case_id=glass.case_id, target_type="cases.case", target_id=str(glass.case_id), target_ref=glass.case.ref,
    )  # fmt: skip
    walled = people["cmm_coordinator"]
    told = {who: len(called(people[who], "* FROM sec.under_glass(%s)", glass.pk)) for who in people}
    assert told == dict.fromkeys(people, 0) | {"cmm_coordinator": 1, "data_protection_officer": 1}
    WallFactory(case=glass.case, user=walled)
    assert called(walled, "* FROM sec.under_glass(%s)", glass.pk) == []


def test_an_administrator_of_an_organisation_that_has_ended_changes_nobodys_account_but_their_own(people):
    administrator = people["user_administrator"]
    asked = "id FROM accounts_user FOR UPDATE"
    assert len(called(administrator, asked)) > 1
    administrator.organisation.valid_to = timezone.localdate()
    administrator.organisation.save()
    assert called(administrator, asked) == [(administrator.pk,)]
