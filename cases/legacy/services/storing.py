"""One row becomes a case: the same rules, rows and log entries as a case that is opened here."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.enums import AgeBand, CaseStatus, Protection, Region, Sex, TaskKind
from cases.legacy.assumptions import TO_RECORD
from cases.legacy.enums import Column, PastOutcome
from cases.legacy.judging import Row, lives
from cases.legacy.models import Batch, Past
from cases.legacy.together import status_of
from cases.models import Case, Code
from cases.particulars import Contact, Names, Numbers, Particulars
from cases.services import NewCase, NewTask, add_task, change_identity, record_identity, write_journal
from cases.services.facts import put_on_case
from cases.services.opening import store_victim
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.refs import next_pk, next_ref


def store_row(actor: User, batch: Batch, row: Row, *, code_name: str) -> Case:
    """Raises ValidationError. What was decided before the register stands beside the case and is no decision of it."""
    said = row.said
    live = lives(row, settings.CMM_FIRST_LIVE_YEAR)
    status = CaseStatus.IN_CLARIFICATION if live else CaseStatus(status_of(said))
    case = store_past_case(actor, facts_of(said, code_name), said, status)
    record(actor, AuditAction.CASE_CREATED, case, case_ref=case.ref, legacy=batch.ref, row=row.number)
    record_who(actor, case, said)
    if said.get(Column.JOURNAL):
        title = _("From the former case sheet, %(batch)s") % {"batch": batch.ref}
        write_journal(actor=actor, case=case, title=title, text=said[Column.JOURNAL])
    if live:
        add_task(actor=actor, on=case, new=to_record(actor, said))
    past_of_row(batch, row, case, live=live).save(force_insert=True)
    return case


def store_past_case(actor: User, new: NewCase, said: dict[str, Any], status: CaseStatus) -> Case:
    case = Case(
        pk=next_pk(Case),
        organisation=actor.organisation,
        opened_on=said[Column.OPENED_ON],
        closed_on=said.get(Column.CLOSED_ON) if status == CaseStatus.CLOSED else None,
        status=status,
        source=new.source,
    )
    put_on_case(case, new)
    case.victim = store_victim(actor, new)
    case.ref = next_ref("CMM")
    case.full_clean()
    case.save(force_insert=True)
    return case


def facts_of(said: dict[str, Any], code_name: str) -> NewCase:
    def code(column: Column, otherwise: str) -> Code:
        found: Code = said.get(column) or Code.objects.get(list=LISTED[column], code=otherwise)
        return found

    return NewCase(
        code_name=code_name,
        source=code(Column.SOURCE, "other"),
        residence_basis=code(Column.RESIDENCE_BASIS, "unknown"),
        sex=said.get(Column.SEX) or Sex.UNKNOWN,
        age_band=said.get(Column.AGE_BAND) or AgeBand.UNKNOWN,
        citizenship=said.get(Column.CITIZENSHIP) or "",
        language=said.get(Column.LANGUAGE),
        region=said.get(Column.REGION) or Region.UNKNOWN,
        police_district=said.get(Column.POLICE_DISTRICT),
        protection=said.get(Column.PROTECTION) or Protection.NORMAL,
    )


LISTED = {Column.SOURCE: "referral_source", Column.RESIDENCE_BASIS: "residence_basis"}


def record_who(actor: User, case: Case, said: dict[str, Any]) -> None:
    """Each group by the verb that records it here."""
    groups = [group for group in (names_of(said), numbers_of(said), contact_of(said)) if group.filled()]
    identity = None
    for group in groups:
        if identity is None:
            identity = record_identity(actor=actor, case=case, particulars=group)
        else:
            identity = change_identity(actor=actor, identity=identity, version=identity.version, particulars=group)


def names_of(said: dict[str, Any]) -> Particulars:
    given, family = said.get(Column.GIVEN_NAMES, ""), said.get(Column.FAMILY_NAMES, "")
    if whole := said.get(Column.NAME, ""):
        before, comma, after = whole.partition(",")
        given, family = (after, before) if comma else (whole.rpartition(" ")[0], whole.rpartition(" ")[2])
    return Names(given_names=given, family_names=family, aliases=said.get(Column.ALIASES, "")).tidied()


def numbers_of(said: dict[str, Any]) -> Particulars:
    return Numbers(cpr_number=said.get(Column.CPR, ""), person_id=said.get(Column.PERSON_ID, "")).tidied()


def contact_of(said: dict[str, Any]) -> Particulars:
    return Contact(phone=said.get(Column.PHONE, "")).tidied()


def to_record(actor: User, said: dict[str, Any]) -> NewTask:
    day: date = said[Column.DECIDED_ON]
    what = _("The former case sheet says: %(outcome)s, %(day)s. Two must record it here before it counts.") % {
        "outcome": PastOutcome(said[Column.OUTCOME]).label,
        "day": date_format(day, "j. F Y"),
    }
    return NewTask(TaskKind.OTHER, what, actor, timezone.localdate() + TO_RECORD)


def past_of_row(batch: Batch, row: Row, case: Case, *, live: bool) -> Past:
    said = row.said
    return Past(
        case=case,
        batch=batch,
        row=row.number,
        number=said[Column.NUMBER],
        closed_on=said.get(Column.CLOSED_ON),
        outcome=said.get(Column.OUTCOME) or "",
        decided_on=said.get(Column.DECIDED_ON),
        decided_by=said.get(Column.DECIDED_BY) or "",
        form=said.get(Column.FORM),
        is_live=live,
    )
