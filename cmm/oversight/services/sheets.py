"""The person's own sheet. Making it is a look at the person like any other, and the next sheet tells of it."""

from typing import Any

from django.db import transaction

from cases.leaving.knowing import About
from cases.leaving.services import let_out_of
from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction, Basis, Purpose, Surface
from cmm.audit.services import Seen, record, write_readings
from cmm.core.paper.drawing import draw
from cmm.oversight.rendering.sheets import on_paper
from cmm.oversight.selectors.persons import Person
from cmm.oversight.selectors.sheets import sheet_of

PAGE = "audit_sheet"


@transaction.atomic
def make_sheet(*, actor: Any, person: Person, language: str) -> bytes:
    """The sheet as a PDF in ``language``, and that it was made. It ends with the look before its own.

    Raises Stopped, DrawingFailed.
    """
    require_role(actor, "audit.view_auditentry")
    sheet = sheet_of(person)
    paper = on_paper(sheet, language)
    whom = About(refs=frozenset((*person.case_refs, *person.inquiry_refs)))
    let_out_of(actor=actor, texts={"": paper["html"]}, document="sheet", whom=whom)
    write_readings(actor=actor, page=PAGE, seen=looks_at(person))
    told = {"language": language, "look_ups": sheet.total}
    record(actor, AuditAction.SHEET_MADE, actor, case_ref=person.ref, purpose=Purpose.ACCESS_REQUEST.value, **told)
    return draw(**paper)


def looks_at(person: Person) -> list[Seen]:
    """One for each case; of somebody without a case, one for each inquiry."""
    cases = zip(person.case_ids, person.case_refs, strict=True)
    of_cases = [look("cases.case", str(key), ref, key) for key, ref in cases]
    return of_cases or [look("cases.inquiry", ref, ref, None) for ref in person.inquiry_refs]


def look(kind: str, key: str, ref: str, case_id: int | None) -> Seen:
    return Seen(
        target_type=kind,
        target_id=key,
        target_ref=ref,
        case_id=case_id,
        surface=Surface.DOCUMENT,
        basis=Basis.ALL,
        purpose=Purpose.ACCESS_REQUEST,
    )
