"""From an inquiry to a case."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cases.code_names import words
from cases.enums import AgeBand, InquiryOutcome, Protection, Region, Sex
from cases.models import Case, Code, Inquiry, Victim
from cases.rules import check_authority, check_code_name, check_inquiry_open, check_protection, propose_authority
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.refs import next_ref


@dataclass(frozen=True)
class NewCase:
    """What is known of a person when the case begins: a code name is enough, and no field asks for a real one."""

    code_name: str
    residence_basis: Code
    source: Code
    authority: str = ""  # empty: as proposed from the residence basis
    authority_reason: str = ""
    sex: str = Sex.UNKNOWN
    age_band: str = AgeBand.UNKNOWN
    citizenship: str = ""
    language: Code | None = None
    region: str = Region.UNKNOWN
    police_district: Code | None = None
    protection: str = Protection.NORMAL
    safe_contact: str = ""
    caseworker: User | None = None


@transaction.atomic
def open_case(*, actor: User, new: NewCase, inquiry: Inquiry | None = None) -> Case:
    """A person has a case under a code name. With ``inquiry`` that inquiry became it, and whoever
    referred it keeps sight of the status. Raises RuleError, Conflict.
    """
    require_role(actor, "cases.add_case")
    if inquiry is not None:
        require(actor, "change", inquiry)
        inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
        check_inquiry_open(inquiry.outcome)
    if new.caseworker not in (None, actor):
        require_role(actor, "cases.assign_case")
    case = store_case(actor, new)
    if inquiry is not None:
        inquiry.case, inquiry.outcome, inquiry.closed_at = case, InquiryOutcome.CASE_OPENED, timezone.now()
        inquiry.save(update_fields=["case", "outcome", "closed_at"])
    record(
        actor,
        AuditAction.CASE_CREATED,
        case,
        case_ref=case.ref,
        inquiry=inquiry.ref if inquiry else "",
        authority=case.authority,
        proposed=case.authority_proposed,
    )
    return case


def store_case(actor: User, new: NewCase) -> Case:
    proposed = propose_authority(new.residence_basis.counted_as).authority
    chosen = new.authority or proposed
    check_authority(chosen=chosen, proposed=proposed, reason=new.authority_reason)
    check_protection(protection=new.protection, has_caseworker=new.caseworker is not None)
    case = Case(
        ref=next_ref("CMM"),
        victim=store_victim(new),
        organisation=actor.organisation,
        protection=new.protection,
        opened_on=timezone.localdate(),
        residence_basis=new.residence_basis,
        authority=chosen,
        authority_proposed=proposed,
        authority_reason=new.authority_reason.strip() if chosen != proposed else "",
        caseworker=new.caseworker,
        region=new.region,
        police_district=new.police_district,
        source=new.source,
        safe_contact=new.safe_contact,
    )
    case.full_clean()
    case.save()
    return case


def store_victim(new: NewCase) -> Victim:
    check_code_name(new.code_name, words=words())
    victim = Victim(
        code_name=new.code_name,
        sex=new.sex,
        age_band=new.age_band,
        citizenship=new.citizenship,
        language=new.language,
    )
    victim.full_clean()
    victim.save()
    return victim
