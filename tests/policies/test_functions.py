"""The functions that run with their owner's rights, called as smuggled SQL would call them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases.models import Case, CaseUserGrant
from cmm.accounts.models import RoleAssignment
from cmm.accounts.scoping import permission_for
from cmm.audit.models import Reading
from cmm.core.context import Context, acting
from cmm.core.proof import tell_proof
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.cases import CaseFactory, GlassFactory, WallFactory

pytestmark = pytest.mark.django_db


def called(user, words, *values):
    with acting(Context(user.pk)), connection.cursor() as cursor:
        tell_proof(user.pk, timezone.now())
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
    look(caseworker, glass.case)
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


def look(user, case, **facts):
    """A page somebody opened under an emergency access, unless ``facts`` say otherwise."""
    said = {"page": "case_detail", "surface": "page", "basis": "glass", "purpose": "emergency"}
    target = {"target_type": "cases.case", "target_id": str(case.pk), "target_ref": case.ref}
    Reading.objects.create(**{"actor_id": user.pk, "case_id": case.pk} | said | target | facts)


def test_what_was_opened_otherwise_is_not_told(people, caseworker):
    glass, other = running(caseworker), running(caseworker)
    colleague, moment = staff("cmm_caseworker"), timezone.now()
    look(caseworker, glass.case, page="this")
    look(caseworker, other.case, page="of another case")
    look(colleague, glass.case, page="by a colleague")
    look(caseworker, glass.case, page="by another way", basis="grant")
    look(caseworker, glass.case, page="before", at=moment - timedelta(hours=1))
    look(caseworker, glass.case, page="afterwards", at=moment + timedelta(hours=5))
    told = called(people["cmm_coordinator"], "page FROM sec.under_glass(%s)", glass.pk)
    assert told == [("this",)]


def test_it_is_not_ended_from_behind_a_wall_nor_when_it_is_over_nor_without_the_role(people, caseworker):
    coordinator, over = people["cmm_coordinator"], GlassFactory(user=caseworker, case=restricted())
    behind, taken = running(caseworker), running(staff("cmm_caseworker"))
    WallFactory(case=behind.case, user=coordinator)
    RoleAssignment.objects.filter(user=taken.user).update(ended_at=timezone.now())
    tried = [(coordinator, behind), (caseworker, over), (taken.user, taken)]
    assert [called(user, "sec.end_glass(%s)", glass.pk) for user, glass in tried] == [[(False,)]] * 3


def opened_by(user, case, *, by=None, action="view", until=None):
    now = timezone.now()
    return CaseUserGrant.objects.create(
        user=user, content_object=case, permission=permission_for(Case, action), granted_by=by or user,
        reason="Vagt", valid_from=now - timedelta(hours=2), valid_to=until or now + timedelta(hours=2),
    )  # fmt: skip


def test_with_it_ends_what_it_opened_and_nothing_else(people, caseworker):
    glass, colleague = running(caseworker), staff("cmm_caseworker")
    ends = opened_by(caseworker, glass.case)
    stay = [
        opened_by(colleague, glass.case),
        opened_by(caseworker, restricted()),
        opened_by(caseworker, glass.case, by=people["cmm_coordinator"], action="change"),
        opened_by(caseworker, glass.case, action="interview", until=timezone.now() - timedelta(hours=1)),
    ]
    before = [grant.valid_to for grant in stay]
    assert called(caseworker, "sec.end_glass(%s)", glass.pk) == [(True,)]
    after = {grant.pk: grant.valid_to for grant in CaseUserGrant.objects.all()}
    assert after[ends.pk] <= timezone.now()
    assert [after[grant.pk] for grant in stay] == before


def test_a_person_is_walled_where_all_their_cases_are_and_nobody_elses(caseworker):
    behind, half, free = CaseFactory(), CaseFactory(), CaseFactory()
    CaseFactory(victim=half.victim)
    for case in (behind, half):
        WallFactory(case=case, user=caseworker)
    ((walled,),) = called(caseworker, "sec.walled_persons()")
    assert (walled, free.victim_id in walled) == ([behind.victim_id], False)
