"""A copy of a person's own file. Making it is a look at the person, with what it is for."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from cases.forms import facts_of
from cases.leaving.services import let_out
from cases.models import Case
from cases.particulars import GROUPS
from cases.selectors import identity_of
from cases.services import reveal_identity
from cmm.accounts.basis import basis_of
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction, Purpose, Surface
from cmm.audit.services import Seen, record, write_readings
from cmm.core.paper.drawing import draw
from cmm.oversight.rendering.copies import languages, on_paper
from cmm.oversight.rules import check_request
from cmm.oversight.selectors.copies import cases_of, copy_of

PAGE = "case_copy"


@transaction.atomic
def make_copy(
    *,
    actor: User,
    case: Case,
    language: str,
    asked_by: str,
    asked_on: date,
    read: Collection[int] = (),
    despite: str = "",
) -> bytes:
    """The copy as a PDF, and who asked for it, when. Raises RuleError, Stopped, ProofWanted,
    DrawingFailed.
    """
    require(actor, "write_journal", case)
    check_request(language=language, offered=languages(), asked_on=asked_on, today=timezone.localdate())
    # What staff chose from lists stands in Danish, as what they wrote does; in English it is there in English.
    with override("en" if language == "en" else "da"):
        cases = cases_of(actor, case)
        copies = [copy_of(actor, one, identity=opened(actor, one) if one == case else (), read=read) for one in cases]
    paper = on_paper(copies, language)
    let_out(actor=actor, case=case, texts={"": paper["html"]}, document="copy", despite=despite)
    write_readings(actor=actor, page=PAGE, seen=[look_at(actor, one) for one in cases])
    record(
        actor,
        AuditAction.COPY_MADE,
        case,
        case_ref=case.ref,
        purpose=Purpose.ACCESS_REQUEST.value,
        language=language,
        asked_by=asked_by,
        asked_on=asked_on.isoformat(),
        interviews=len(read),
        told=sum(len(copy.told) for copy in copies),
        cases=len(cases),
    )
    return draw(**paper)


def look_at(actor: User, case: Case) -> Seen:
    return Seen(
        target_type="cases.case",
        target_id=str(case.pk),
        target_ref=case.ref,
        case_id=case.pk,
        surface=Surface.DOCUMENT,
        basis=basis_of(actor, "view", case),
        purpose=Purpose.ACCESS_REQUEST,
    )


def opened(actor: User, case: Case) -> list[tuple[str, str]]:
    """Who the person is, as far as whoever makes the copy may see it; each group that is opened stands in the log."""
    identity = identity_of(actor, case)
    found: list[tuple[str, str]] = []
    if identity is None:
        return found
    for group in GROUPS:
        if getattr(identity, group) is not None:
            found += facts_of(reveal_identity(actor=actor, identity=identity, group=group), group)
    return found
