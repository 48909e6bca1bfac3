"""Conflicts of interest: a case that does not exist for one colleague."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.models import BrokenGlass, Case, CaseUserGrant, Wall
from cases.rules import check_wall, check_wall_stands
from cases.services.glasses import end_glass
from cases.services.locks import locked_under_case
from cmm.accounts.models import User
from cmm.accounts.scoping import in_force, require, revoke
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.speaking import speaking


@transaction.atomic
def raise_wall(*, actor: User, case: Case, user: User, reason: str) -> Wall:
    """From now on the case does not exist for ``user``, and what had opened it to them has ended. Raises RuleError."""
    require(actor, "control_access", case)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    check_wall(by=actor.pk, before=user.pk, contact_person=case.caseworker_id, reason=reason)
    wall = Wall(case=case, user=user, reason=reason.strip(), raised_by=actor)
    store(wall)
    for glass in BrokenGlass.objects.running().filter(case=case, user=user):
        end_glass(actor=actor, glass=glass)
    for grant in in_force(CaseUserGrant).filter(content_object=case, user=user):
        revoke(grant)
    record(actor, AuditAction.WALL_RAISED, wall, case_ref=case.ref, user=user.pk)
    return wall


def store(wall: Wall) -> None:
    """Two coordinators may have seen the same conflict: the second is told so."""
    try:
        wall.full_clean(exclude=["case", "user", "raised_by"])
        with speaking(Wall):
            wall.save()
    except ValidationError as refused:
        raise RuleError(refused.messages[0], code="not_stored", field="user") from refused


@transaction.atomic
def lift_wall(*, actor: User, wall: Wall) -> Wall:
    """The case is again to the colleague what it is to others of their role. Raises RuleError."""
    require(actor, "control_access", wall)
    wall = locked_under_case(wall)
    check_wall_stands(stands=wall.stands)
    wall.lifted_by, wall.lifted_at = actor, timezone.now()
    wall.save(update_fields=["lifted_by", "lifted_at"])
    record(actor, AuditAction.WALL_LIFTED, wall, case_ref=wall.case.ref, user=wall.user_id)
    return wall
