"""Access to single cases, and the end of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.disclosing import DisclosureWay
from cases.enums import AccessRight
from cases.models import Case, CaseGroupGrant, CaseUserGrant, Wall
from cases.rules import check_access, check_right, check_unwalled
from cases.services.disclosures import tell_in_office
from cmm.accounts.models import User
from cmm.accounts.scoping import grant, require, revoke
from cmm.audit.enums import AuditAction
from cmm.audit.services import record

# What each right is on the policy table.
ACTS = {
    AccessRight.READ: ("view",),
    AccessRight.WORK: (
        *("view", "change", "write_journal", "interview", "assess", "set_periods", "record_ruling", "request_place"),
    ),
}


@transaction.atomic
def give_access(*, actor: User, case: Case, user: User, right: str, until: date, reason: str) -> None:
    """``user`` may do what ``right`` says in this one case through the day ``until``. Given again it is renewed.

    This is how a case kept to named persons names them. Raises RuleError.
    """
    require(actor, "control_access", case)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    today, holder = timezone.localdate(), case.caseworker_id
    check_access(by=actor.pk, to=user.pk, contact_person=holder, until=until, today=today, reason=reason)
    check_right(AccessRight(right), colleague=user.organisation_id == case.organisation_id)
    check_unwalled(walled=Wall.objects.standing().filter(case=case, user=user).exists(), field="user")
    end = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    for act in ACTS[AccessRight(right)]:
        grant(to=user, action=act, row=case, reason=reason.strip(), given_by=actor, valid_to=end)
    if user.organisation_id != case.organisation_id:
        words = _("They may read the case until %(day)s") % {"day": date_format(until, "j. F Y")}
        tell_in_office(
            actor, case, way=DisclosureWay.ACCESS, to=user.organisation, told=words, why=reason.strip()[:300]
        )
    day = until.isoformat()
    record(actor, AuditAction.CASE_SHARED, case, case_ref=case.ref, right=right, user=user.pk, until=day)


@transaction.atomic
def end_grant(*, actor: User, grant: CaseUserGrant | CaseGroupGrant) -> None:
    """The case is closed to whom it was open by ``grant``, from their next click on."""
    case = grant.content_object
    require(actor, "control_access", case)
    revoke(grant)
    to: dict[str, Any] = {"user": grant.user_id} if isinstance(grant, CaseUserGrant) else {"group": grant.group_id}
    record(actor, AuditAction.CASE_UNSHARED, case, case_ref=case.ref, right=grant.permission.codename, **to)
