"""The ledger of who outside was told what of a person, and why that was lawful."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.disclosing import DisclosureWay
from cases.enums import LegalBasis, Receiver
from cases.models import Case, Disclosure, Referral
from cases.rules.referrals import check_by_hand, check_consent, check_correcting, check_sending
from cases.services.status import touch
from cmm.accounts.enums import Capability
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand

UNASKED = {"consented_on": None, "consented_by": "", "consented_how": "", "consented_to": ""}
SAID = ("receiver", "receiver_name", "told", "basis", "basis_note", *UNASKED)


@dataclass(frozen=True)
class NewDisclosure:
    """Who was told what, how and when, and why that was allowed."""

    way: DisclosureWay
    receiver: Receiver
    receiver_name: str
    told: str
    basis: LegalBasis
    told_on: date
    basis_note: str = ""
    consented_on: date | None = None
    consented_by: str = ""
    consented_how: str = ""
    consented_to: str = ""


@transaction.atomic
def record_disclosure(*, actor: User, case: Case, new: NewDisclosure, corrects: Disclosure | None = None) -> Disclosure:
    """It is written down that somebody outside was told, on the telephone or likewise; another may correct it.

    Raises RuleError, Conflict.
    """
    require(actor, "write_journal", case)
    check_by_hand(new.way)
    check_sending(
        basis=new.basis,
        basis_note=new.basis_note,
        consented_on=new.consented_on,
        sent_on=new.told_on,
        today=timezone.localdate(),
        field="told_on",
    )
    said = on_basis(asdict(new))
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if corrects:
        check_correcting(
            own=corrects.case_id == case.pk,
            by_hand=corrects.is_by_hand,
            corrected=Disclosure.objects.filter(corrects=corrects).exists(),
        )
    row = enter(actor, case, said, corrects=corrects)
    record(
        actor,
        AuditAction.DISCLOSURE_RECORDED,
        row,
        case_ref=case.ref,
        number=row.number,
        receiver=str(row.receiver),
        basis=str(row.basis),
        way=str(row.way),
    )
    return row


def tell_of(actor: User, referral: Referral, way: DisclosureWay, parts: str = "") -> Disclosure:
    """What a referral tells stands in the ledger too; ``parts`` names what of the file went with it."""
    said = {name: getattr(referral, name) for name in SAID}
    said["told"] = "\n".join(filter(None, (referral.told, parts)))
    return enter(actor, referral.case, said | {"way": way, "told_on": referral.sent_on}, referral=referral)


def tell_in_office(
    actor: User, case: Case, *, way: DisclosureWay, to: Organisation, told: str, why: str, receiver: str = ""
) -> Disclosure:
    """A verb of another kind tells an organisation something, as a task of the authority; it has required its right."""
    said = {
        "receiver": receiver or receiver_of(to),
        "receiver_name": to.name_da,
        "told": told,
        "told_on": timezone.localdate(),
    }
    with case_at_hand(case.pk):
        return enter(actor, case, said | UNASKED | {"way": way, "basis": LegalBasis.PUBLIC_TASK, "basis_note": why})


def receiver_of(organisation: Organisation) -> Receiver:
    """Which kind of receiver an organisation that logs in here is."""
    kinds = {Capability.POLICE: Receiver.POLICE, Capability.DECIDES: Receiver.IMMIGRATION}
    return next((kinds[one] for one in kinds if one in organisation.capabilities), Receiver.OTHER)


def on_basis(said: dict[str, Any]) -> dict[str, Any]:
    """A consent as it was given, or nothing of one. Raises RuleError."""
    if said["basis"] != LegalBasis.CONSENT:
        return said | UNASKED
    check_consent(said)
    return said


def enter(actor: User, case: Case, said: dict[str, Any], **source: Any) -> Disclosure:
    """The next number of the case, which is locked."""
    last = Disclosure.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    row = Disclosure(case=case, number=last + 1, told_by=actor, **said, **source)
    row.full_clean(exclude=["case", "told_by", "referral", "corrects"])
    row.save(force_insert=True)
    touch(case)
    return row
