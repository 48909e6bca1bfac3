"""From an inquiry to a case."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cases.code_names import words
from cases.enums import InquiryOutcome
from cases.models import Case, Code, Handover, Inquiry, Task, Victim
from cases.rules import check_code_name
from cases.rules.inquiries import check_inquiry_open, check_together
from cases.rules.search import check_searched
from cases.selectors.search import has_searched
from cases.services.facts import Facts, put_on_case, put_on_victim
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from cmm.core.errors import RuleError
from cmm.core.refs import next_pk, next_ref
from cmm.core.speaking import first_come

# What a part of an inquiry has from the whole, and what is said of one person alone.
TOLD = (
    "organisation",
    "received_at",
    "channel",
    "caller_type",
    "source",
    "referring_organisation",
    "region",
    "summary",
)
FIELDS_OF_ONE = frozenset({"code_name", "sex", "age_band", "citizenship"})


@dataclass(frozen=True, kw_only=True)
class NewCase(Facts):
    """What is known of a person when the case begins: a code name is enough, and no field asks for a real one."""

    code_name: str
    source: Code
    caseworker: User | None = None


@transaction.atomic
def open_case(*, actor: User, new: NewCase, inquiry: Inquiry | None = None) -> Case:
    """A person has a case under a code name. With ``inquiry`` that inquiry became it, and whoever
    referred it keeps sight of the status. Raises RuleError, Conflict.

    Whoever opens it has looked for the person first.
    """
    require_role(actor, "cases.add_case")
    if new.caseworker not in (None, actor):
        require_role(actor, "cases.assign_case")
    if inquiry is not None:
        require(actor, "change", inquiry)
        inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
        check_inquiry_open(inquiry.outcome)
    check_searched(has_searched(actor, inquiry))
    case = store_case(actor, new)
    if inquiry is not None:
        become(inquiry, case)
        inquiry.save(update_fields=["case", "outcome", "closed_at"])
        with case_at_hand(case.pk):  # what was promised, and what was told, follows the inquiry into its case
            Task.objects.filter(inquiry=inquiry, case__isnull=True).update(case=case)
            Handover.objects.filter(inquiry=inquiry, case__isnull=True).update(case=case)
    trace(actor, case, inquiry)
    return case


@transaction.atomic
def open_cases(*, actor: User, new: Sequence[NewCase], inquiry: Inquiry) -> list[Case]:
    """Each person of one inquiry, an operation of the police for example, has a case of their own under a code name.

    The first is the inquiry's; each of the others has a part of it. All are stored, or none: RuleError and Conflict
    name the field with the place of the person behind it (``code_name_3``).
    """
    check_together(cases=len(new))
    if any(one.caseworker not in (None, actor) for one in new[1:]):
        require_role(actor, "cases.assign_case")
    cases = []
    for place, one in enumerate(new, start=1):
        with at_place(place):
            cases.append(
                open_case(actor=actor, new=one, inquiry=inquiry) if place == 1 else open_part(actor, one, inquiry)
            )
    return cases


def open_part(actor: User, new: NewCase, inquiry: Inquiry) -> Case:
    """One more person of an inquiry that has just become a case."""
    case = store_case(actor, new)
    told = {name: getattr(inquiry, name) for name in TOLD}
    part = Inquiry(**told, whole=inquiry, persons=1, logged_by=actor, ref=next_ref("H"))
    become(part, case)
    with case_at_hand(case.pk):
        part.full_clean()
        part.save(force_insert=True)
    trace(actor, case, part)
    return case


def become(inquiry: Inquiry, case: Case) -> None:
    inquiry.case, inquiry.outcome, inquiry.closed_at = case, InquiryOutcome.CASE_OPENED, timezone.now()


def trace(actor: User, case: Case, inquiry: Inquiry | None) -> None:
    record(
        actor,
        AuditAction.CASE_CREATED,
        case,
        case_ref=case.ref,
        inquiry=inquiry.ref if inquiry else "",
        authority=case.authority,
        proposed=case.authority_proposed,
    )


@contextmanager
def at_place(place: int) -> Iterator[None]:
    """A refusal names the field of the person it is about."""
    try:
        yield
    except RuleError as refused:
        if refused.field in FIELDS_OF_ONE:
            refused.field = f"{refused.field}_{place}"
        raise


def store_case(actor: User, new: NewCase) -> Case:
    case = Case(
        pk=next_pk(Case),
        organisation=actor.organisation,
        opened_on=timezone.localdate(),
        source=new.source,
        caseworker=new.caseworker,
    )
    put_on_case(case, new)
    case.victim = store_victim(actor, new)
    case.ref = next_ref("CMM")
    # A coordinator may open a case that nobody but its contact person sees from then on.
    with case_at_hand(case.pk):
        case.full_clean()
        case.save(force_insert=True)
    return case


def store_victim(actor: User, new: NewCase) -> Victim:
    check_code_name(new.code_name, words=words())
    victim = Victim(code_name=new.code_name, organisation=actor.organisation)
    put_on_victim(victim, new)
    with first_come(Victim, {"code_name_taken": "code_name"}):
        victim.full_clean()
        victim.save()
    return victim
