"""What a user administrator may grant: for whom, which roles, and which of them take another administrator."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from cmm.accounts.enums import CAPABILITY_OF, TAKES_TWO
from cmm.accounts.models import RoleAssignment, RoleProposal, User
from cmm.accounts.services import (
    change_roles,
    close_account,
    give_proposed,
    open_account,
    reopen_account,
    turn_down,
)
from cmm.audit.models import AuditEntry
from cmm.core.context import Context, acting
from cmm.core.errors import RuleError
from cmm.core.proof import tell_proof
from tests.factories.accounts import home_of, staff

pytestmark = pytest.mark.django_db
WAITS = "Venter på, at en anden brugeradministrator bekræfter: Koordinator."


@pytest.fixture
def administrator(people):
    return people["user_administrator"]


@pytest.fixture
def second(administrator):
    return staff("user_administrator")


def roles_of(user):
    return User.objects.get(pk=user.pk).roles


def proposed_to(user, actor, role="cmm_coordinator"):
    change_roles(actor=actor, user=user, roles=[*roles_of(user), role])
    return RoleProposal.objects.get(user=user, role=role, settled_at=None)


def test_one_administrator_gives_every_role_that_fits_but_those_that_take_two(administrator, caseworker):
    fitting = [role for role, capability in CAPABILITY_OF.items() if capability in (None, "casework")]
    change_roles(actor=administrator, user=caseworker, roles=fitting)
    waiting = set(RoleProposal.objects.values_list("role", flat=True))
    assert (roles_of(caseworker), waiting) == (set(fitting) - TAKES_TWO, {str(role) for role in TAKES_TWO})


def test_no_role_outside_what_the_organisation_is_there_for_is_given_to_anybody(administrator, caseworker):
    foreign = [role for role, capability in CAPABILITY_OF.items() if capability not in (None, "casework")]
    answers = {}
    for role in foreign:
        with pytest.raises(RuleError) as refused:
            change_roles(actor=administrator, user=caseworker, roles=[role])
        answers[role] = refused.value.code
    assert (answers, roles_of(caseworker)) == (dict.fromkeys(foreign, "role_misplaced"), {"cmm_caseworker"})


def test_another_administrator_gives_it_and_both_stand_in_the_log(administrator, second, caseworker):
    proposal = proposed_to(caseworker, administrator)
    change_roles(actor=second, user=caseworker, roles=["cmm_caseworker", "cmm_coordinator"])
    assert roles_of(caseworker) == {"cmm_caseworker"}
    give_proposed(actor=second, proposal=proposal)
    assert roles_of(caseworker) == {"cmm_caseworker", "cmm_coordinator"}
    assert list(AuditEntry.objects.order_by("id").values_list("action", "actor_id")) == [
        ("role.proposed", administrator.pk),
        ("role.given", second.pk),
    ]


def test_who_proposed_it_does_not_give_it_nor_does_whom_it_is_for_and_nobody_gives_it_twice(
    administrator, second, caseworker
):
    proposal, own = (
        proposed_to(caseworker, administrator),
        proposed_to(second, administrator, "data_protection_officer"),
    )
    codes = []
    for actor, row in ((administrator, proposal), (second, own), (second, proposal), (second, proposal)):
        try:
            give_proposed(actor=actor, proposal=row)
            codes.append("given")
        except RuleError as refused:
            codes.append(refused.code)
    assert codes == ["takes_two", "own_roles", "given", "answered"]


def test_what_is_turned_down_opens_nothing_and_can_be_proposed_anew(administrator, second, caseworker):
    proposal = proposed_to(caseworker, administrator)
    turn_down(actor=administrator, proposal=proposal)
    with pytest.raises(RuleError):
        give_proposed(actor=second, proposal=proposal)
    assert (roles_of(caseworker), proposed_to(caseworker, second).proposed_by) == ({"cmm_caseworker"}, second)


def test_an_account_is_opened_with_what_one_may_give_and_the_rest_waits(administrator):
    told = {"email": "ny@prove.test", "name": "Prøve Ny", "organisation": administrator.organisation}
    user = open_account(actor=administrator, roles=["cmm_caseworker", "user_administrator"], **told)
    assert (roles_of(user), user.role_proposals.get().role) == ({"cmm_caseworker"}, "user_administrator")


def test_an_account_that_opens_again_has_the_roles_that_take_two_only_when_another_says_so(administrator, second):
    chief = staff("cmm_coordinator")
    proposal = proposed_to(chief, administrator, "user_administrator")
    close_account(actor=administrator, user=chief)
    proposal.refresh_from_db()
    reopen_account(actor=administrator, user=chief)
    assert (proposal.was_given, roles_of(chief)) == (False, frozenset())
    give_proposed(actor=second, proposal=chief.role_proposals.get(settled_at=None))
    assert roles_of(chief) == {"cmm_coordinator"}


def test_cmm_touches_an_organisation_until_it_has_two_administrators_of_its_own(administrator):
    house = home_of("shelter_staff")
    worker, first = staff("shelter_staff"), staff("user_administrator", organisation=house)
    give_proposed(actor=administrator, proposal=proposed_to(worker, first, "user_administrator"))
    told = {"email": "ny@prove.test", "name": "Prøve Ny", "organisation": house, "roles": []}
    with pytest.raises(PermissionDenied):
        close_account(actor=administrator, user=worker)
    with pytest.raises(RuleError) as refused:
        open_account(actor=administrator, **told)
    assert refused.value.code == "not_in_charge"
    close_account(actor=first, user=worker)
    assert open_account(actor=administrator, **told).organisation == house


ATTACKS = {
    "gives a role that takes two": lambda me, other, _proposal: RoleAssignment.objects.create(
        user=other, role="cmm_coordinator", given_by=me),
    "gives what they proposed": lambda me, _other, proposal: RoleAssignment.objects.create(
        user=proposal.user, role=proposal.role, given_by=me),
    "settles what they proposed": lambda me, _other, proposal: RoleProposal.objects.filter(pk=proposal.pk).update(
        settled_by=me, settled_at=timezone.now(), was_given=True),
    "proposes in another's name": lambda me, other, proposal: RoleProposal.objects.create(
        user=proposal.user, role="data_protection_officer", proposed_by=other),
    "proposes themselves": lambda me, _other, _proposal: RoleProposal.objects.create(
        user=me, role="cmm_coordinator", proposed_by=me),
    "makes one role another": lambda me, other, _proposal: RoleAssignment.objects.filter(user=other).update(
        role="cmm_coordinator"),
    "lets a role begin again": lambda me, _other, proposal: RoleAssignment.objects.filter(
        user=proposal.user, ended_at__isnull=False).update(ended_at=None),
}  # fmt: skip


def tried(attack, *told):
    try:
        with transaction.atomic():
            attack(*told)
        return "done"
    except DatabaseError:
        return "refused"


def test_the_database_too_lets_nobody_give_alone_what_takes_two(administrator):
    """The policies of roles and proposals, and the triggers given_once and ended_once."""
    now = timezone.now()
    other, raised = staff("cmm_caseworker"), staff("cmm_caseworker")
    RoleAssignment.objects.create(user=raised, role="data_protection_officer", given_at=now, ended_at=now)
    proposal = proposed_to(raised, administrator)
    with acting(Context(administrator.pk)):
        tell_proof(administrator.pk, now)
        answers = {name: tried(attack, administrator, other, proposal) for name, attack in ATTACKS.items()}
    assert answers == dict.fromkeys(ATTACKS, "refused")


def test_the_page_tells_both_administrators_what_waits_and_gives_it_to_the_second(client, administrator, second):
    colleague = staff("cmm_caseworker")
    pages = {}
    for actor, act in ((administrator, "propose"), (administrator, "give"), (second, "give")):
        client.force_login(actor)
        address = reverse("user_detail", args=[colleague.pk])
        if act == "propose":
            told = client.post(address, {"act": "roles", "roles": ["cmm_caseworker", "cmm_coordinator"]}, follow=True)
        else:
            told = client.post(reverse("user_role", args=[colleague.pk, "cmm_coordinator"]), {"act": act}, follow=True)
        said = [words for words in (WAITS, "Du bad selv om det", "Rollen er tildelt") if words in told.text]
        pages[actor.pk, act] = (said, "Tildel rollen" in told.text, sorted(roles_of(colleague)))
    assert pages == {
        (administrator.pk, "propose"): ([WAITS], False, ["cmm_caseworker"]),
        (administrator.pk, "give"): (["Du bad selv om det"], False, ["cmm_caseworker"]),
        (second.pk, "give"): (["Rollen er tildelt"], False, ["cmm_caseworker", "cmm_coordinator"]),
    }
