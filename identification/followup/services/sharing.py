"""A part of a file goes with a referral to an organisation that logs in here, as it stands today, for a time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.disclosing import DisclosureWay
from cases.enums import ReferralAnswer
from cases.leaving.services import let_out
from cases.models import Case, Referral
from cases.services import NewReferral, send_referral
from cases.services.referrals import put_answer
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from identification.followup.enums import Part
from identification.followup.models import SharedFile
from identification.followup.rules.sharing import check_parts, check_until
from identification.followup.selectors.freezing import frozen


@dataclass(frozen=True)
class NewShare:
    """To whom, which parts, and until when."""

    organisation: Organisation
    parts: list[str]
    until: date


@transaction.atomic
def share_file(*, actor: User, case: Case, new: NewReferral, share: NewShare, despite: str = "") -> SharedFile:
    """The receiver reads these parts as they stand now, until the day is over, and nothing else. Raises RuleError,
    Stopped, ProofWanted.
    """
    require(actor, "write_journal", case)
    check_parts(share.parts, capabilities=share.organisation.capabilities)
    check_until(share.until, today=timezone.localdate())
    labels = ", ".join(str(Part(part).label) for part in share.parts)
    words = _("Read here until %(day)s: %(parts)s") % {"day": date_format(share.until, "j. F Y"), "parts": labels}
    said = frozen(actor, case, share.parts)
    rows = "\n".join(" ".join(row) for part in said for row in part["rows"])
    let_out(actor=actor, case=case, texts={"parts": rows}, document="shared", despite=despite)
    referral = send_referral(actor=actor, case=case, new=new, way=DisclosureWay.SHARED, parts=words, despite=despite)
    shared = SharedFile(
        case=case,
        referral=referral,
        organisation=share.organisation,
        parts=share.parts,
        frozen={"told": new.told, "parts": said},
        shared_by=actor,
        expires_at=timezone.make_aware(datetime.combine(share.until + timedelta(days=1), time.min)),
    )
    shared.full_clean(exclude=["case", "referral", "shared_by", "frozen"])
    shared.save(force_insert=True)
    record(
        actor,
        AuditAction.FILE_SHARED,
        shared,
        case_ref=case.ref,
        number=referral.number,
        organisation=share.organisation.code,
        parts=share.parts,
        until=share.until.isoformat(),
    )
    return shared


@transaction.atomic
def answer_shared(*, actor: User, shared: SharedFile, how: ReferralAnswer, answer: str = "") -> Referral:
    """The receiver answers the referral it came with. Raises RuleError, Conflict."""
    require(actor, "answer", shared)
    with case_at_hand(shared.case_id):
        return put_answer(actor=actor, referral=shared.referral, how=how, on=timezone.localdate(), answer=answer)
