"""One case leaves the register in the words of a standard: that is telling somebody outside, and is written as that."""

from dataclasses import asdict, dataclass, replace

from django.db import transaction

from cases.leaving.services import let_out
from cases.models import Case, Referral
from cases.particulars import Names
from cases.selectors.identities import identity_of
from cases.services import reveal_identity, send_referral
from cases.services.referrals import NewReferral
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from reports.returning.htcds import Facts, Mapped, mapped
from reports.selectors.htcds import facts_of

TOLD = "HTCDS 2.0: {fields}."


@dataclass(frozen=True)
class Exported:
    """What was told, and where it is written that it was."""

    referral: Referral
    mapped: Mapped


@transaction.atomic
def export_case(*, actor: User, case: Case, new: NewReferral, with_name: bool = False, despite: str = "") -> Exported:
    """The case is told to ``new.receiver`` on a legal basis, field by field. Raises RuleError, Stopped, ProofWanted.

    The referral says which fields were told; the name is opened as everywhere, by whoever may, and in the log.
    """
    require(actor, "write_journal", case)
    facts = replace(facts_of(case), receiver=new.receiver_name, sent_on=new.sent_on.isoformat())
    facts = named(actor, case, facts) if with_name else facts
    let_out(actor=actor, case=case, texts={"": str(asdict(facts))}, document="htcds", despite=despite)
    told = mapped(facts)
    new = replace(new, told=TOLD.format(fields=", ".join(told.told)))
    referral = send_referral(actor=actor, case=case, new=new, despite=despite)
    record(
        actor, AuditAction.CASE_EXPORTED, referral,
        case_ref=case.ref, receiver=new.receiver, basis=new.basis, fields=told.told,
    )  # fmt: skip
    return Exported(referral, told)


def named(actor: User, case: Case, facts: Facts) -> Facts:
    """The names, if somebody has recorded them and the actor may see them; numbers and addresses stay."""
    identity = identity_of(actor, case)
    if identity is None:
        return replace(facts, names=("", ""))
    names = reveal_identity(actor=actor, identity=identity, group="names")
    assert isinstance(names, Names)  # noqa: S101 -- the group says which
    return replace(facts, names=(names.given_names, names.family_names))
