"""Who somebody is: recorded when the case needs it, changed as more becomes known, shown to whoever asks and may."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case, Identity
from cases.particulars import GROUPS, Numbers, Particulars, group_of
from cases.rules import check_cpr, check_identity_version, check_something_known
from cases.services.duplicates import promise_check
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.speaking import speaking


@transaction.atomic
def record_identity(*, actor: User, case: Case, particulars: Particulars) -> Identity:
    """The first that is known of who the person in ``case`` is. Raises RuleError, ValidationError."""
    require(actor, "change", case)
    require_role(actor, "cases.add_identity")
    check_something_known(particulars.tidied().filled())
    case = lock(case.pk)
    identity = Identity(case=case, victim=case.victim)
    changed = put(identity, particulars, actor)
    identity.full_clean(exclude=["case", "changed_by"])
    with speaking(Identity):
        identity.save(force_insert=True)
    promise_check(identity)
    touch(case)
    trace(actor, AuditAction.IDENTITY_RECORDED, identity, group=group_of(particulars), fields=changed)
    return identity


@transaction.atomic
def change_identity(*, actor: User, identity: Identity, version: int, particulars: Particulars) -> Identity:
    """One group says ``particulars``, and the log which of its fields changed.

    ``version`` is the one the group was read in; if another stands, Conflict is raised. Raises RuleError.
    """
    require(actor, "change", identity)
    case = lock(identity.case_id)
    identity = Identity.objects.select_for_update(of=("self",)).get(pk=identity.pk)
    identity.case = case
    check_identity_version(opened=version, now=identity.version)
    changed = put(identity, particulars, actor)
    if not changed:
        return identity
    identity.version += 1
    identity.save()
    promise_check(identity)
    touch(case)
    trace(actor, AuditAction.IDENTITY_CHANGED, identity, group=group_of(particulars), fields=changed)
    return identity


@transaction.atomic
def reveal_identity(*, actor: User, identity: Identity, group: str) -> Particulars:
    """One group, opened for ``actor``, and that stands in the log."""
    require(actor, "view", identity)
    trace(actor, AuditAction.IDENTITY_REVEALED, identity, group=group)
    return identity.particulars(group)


def lock(case_id: int) -> Case:
    case: Case = Case.objects.select_for_update(of=("self",)).select_related("victim").get(pk=case_id)
    return case


def put(identity: Identity, particulars: Particulars, actor: User) -> list[str]:
    """Put one group on the unsaved row; gives the names of the fields that differ. Raises RuleError."""
    particulars, group = particulars.tidied(), group_of(particulars)
    if isinstance(particulars, Numbers):
        check_cpr(particulars.cpr_number)
    changed = particulars.differing(identity.particulars(group))
    setattr(identity, group, particulars.filled() or None)
    identity.search = identity.search_form()
    identity.changed_by, identity.changed_at = actor, timezone.now()
    return changed


def trace(actor: User, action: AuditAction, identity: Identity, *, group: str, **details: Any) -> None:
    """Names of groups and fields only: what stands in them is nobody's business here."""
    if group not in GROUPS:
        raise ValueError(group)
    record(actor, action, identity, case_ref=identity.case.ref, group=group, **details)
