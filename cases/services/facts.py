"""What is known of a person and who decides, at the beginning and as more becomes known."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.forms.models import model_to_dict

from cases.enums import AgeBand, Authority, Protection, Region, Sex
from cases.models import Case, Code, Victim
from cases.rules import check_authority, check_authority_settled, check_protection, propose_authority
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What may change while a case lives. An empty ``authority`` is the proposed one."""

    residence_basis: Code
    authority: str = ""
    authority_reason: str = ""
    sex: str = Sex.UNKNOWN
    age_band: str = AgeBand.UNKNOWN
    citizenship: str = ""
    language: Code | None = None
    region: str = Region.UNKNOWN
    police_district: Code | None = None
    protection: str = Protection.NORMAL


@transaction.atomic
def revise_case(*, actor: User, case: Case, facts: Facts) -> Case:
    """The case holds ``facts`` from now on, and the log says which of them changed. Raises RuleError."""
    require(actor, "change", case)
    with case_at_hand(case.pk):  # it may be hidden from the actor by what is stored here
        return revise(actor, case, facts)


def revise(actor: User, case: Case, facts: Facts) -> Case:
    case = Case.objects.select_for_update(of=("self", "victim")).select_related("victim").get(pk=case.pk)
    before = values_of(case) | values_of(case.victim)
    deciding = case.authority
    put_on_case(case, facts)
    check_authority_settled(status=case.status, before=deciding, after=case.authority)
    put_on_victim(case.victim, facts)
    for row in (case.victim, case):
        row.full_clean()
        row.save()
    after = values_of(case) | values_of(case.victim)
    touch(case)
    changed = sorted(name for name, value in after.items() if value != before[name])
    record(actor, AuditAction.CASE_CHANGED, case, case_ref=case.ref, fields=changed)
    return case


def move_authority(*, actor: User, case: Case, to: Authority, reason: str) -> None:
    """``to`` decides the case, which is locked, from now on, as when somebody overrules what the residence basis
    proposes; for a verb that has required its right. Raises RuleError.
    """
    proposed = propose_authority(case.residence_basis.counted_as).authority
    check_authority(chosen=to, proposed=proposed, reason=reason)
    check_authority_settled(status=case.status, before=case.authority, after=to)
    before = values_of(case)
    case.authority, case.authority_proposed = to, proposed
    case.authority_reason = reason.strip() if to != proposed else ""
    case.save(update_fields=["authority", "authority_proposed", "authority_reason"])
    if changed := sorted(name for name, value in values_of(case).items() if value != before[name]):
        record(actor, AuditAction.CASE_CHANGED, case, case_ref=case.ref, fields=changed)


def values_of(row: Model) -> dict[str, object]:
    return model_to_dict(row)


def put_on_case(case: Case, facts: Facts) -> None:
    """Judge who decides and who may look, and put it on the unsaved row. Raises RuleError."""
    proposed = propose_authority(facts.residence_basis.counted_as).authority
    chosen = facts.authority or proposed
    check_authority(chosen=chosen, proposed=proposed, reason=facts.authority_reason)
    check_protection(protection=facts.protection, has_caseworker=case.caseworker_id is not None)
    case.residence_basis, case.authority, case.authority_proposed = facts.residence_basis, chosen, proposed
    case.authority_reason = facts.authority_reason.strip() if chosen != proposed else ""
    case.region, case.police_district = facts.region, facts.police_district
    case.protection = facts.protection


def put_on_victim(victim: Victim, facts: Facts) -> None:
    victim.sex, victim.age_band = facts.sex, facts.age_band
    victim.citizenship, victim.language = facts.citizenship, facts.language
