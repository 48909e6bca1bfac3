"""Who is the person's contact at CMM."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import ChangeoverEnd
from cases.models import Case, Changeover, Wall
from cases.rules import check_unwalled
from cases.rules.caseload import check_in_bulk
from cases.selectors import caseworkers
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import can, require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from cmm.core.errors import RuleError


@transaction.atomic
def assign_case(*, actor: User, case: Case, caseworker: User) -> Case:
    """``caseworker`` has the case from now on. Raises RuleError where that colleague cannot have cases."""
    require(actor, "assign", case)
    with case_at_hand(case.pk):  # a case kept to its contact person goes out of the old one's sight
        return assign(actor, case, caseworker)


def assign(actor: User, case: Case, caseworker: User) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not caseworkers(case.organisation_id).filter(pk=caseworker.pk).exists():
        raise RuleError(
            _("Choose a caseworker or coordinator whose account is open."), code="no_caseworker", field="caseworker"
        )
    check_unwalled(walled=Wall.objects.standing().filter(case=locked, user=caseworker).exists())
    for offer in Changeover.objects.waiting().filter(case=locked).select_for_update(of=("self",)):
        end_offer(actor, offer, ChangeoverEnd.OVERTAKEN)
    before = locked.caseworker_id
    case.caseworker = caseworker
    case.save(update_fields=["caseworker"])
    touch(case)
    record(actor, AuditAction.CASE_ASSIGNED, case, case_ref=case.ref, before=before, after=caseworker.pk)
    return case


def end_offer(actor: User, offer: Changeover, how: ChangeoverEnd, answer: str = "") -> None:
    """What came of the offer, which is locked."""
    offer.ended_as, offer.ended_by, offer.ended_at, offer.answer = how, actor, timezone.now(), answer.strip()
    offer.save(update_fields=["ended_as", "ended_by", "ended_at", "answer"])
    record(actor, AuditAction.CASE_OFFER_ENDED, offer, case_ref=offer.case_ref, number=offer.number, how=how.value)


class NotAll(RuleError):
    """Some of many cases cannot be assigned, and none was; ``rows`` says why of each that cannot."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        super().__init__(_("Nothing is assigned. Look at the cases that are marked."), code="not_all")
        self.rows = rows


@dataclass(frozen=True)
class Picked:
    """A case somebody picked from a list, and whose it was there."""

    ref: str
    seen_with: int | None


@transaction.atomic
def assign_cases(*, actor: User, picked: list[Picked], caseworker: User) -> list[Case]:
    """``caseworker`` has all of these cases from now on, or none of them. Every row is judged by itself.

    They are locked in the order of their keys, so that two who assign at once wait for each other and do not lock up.
    Raises NotAll, RuleError.
    """
    require_role(actor, "cases.assign_case")
    if not picked:
        raise RuleError(_("Choose at least one case."), code="nothing_picked", field="picked")
    rows = Case.objects.select_for_update(of=("self",)).filter(ref__in=[one.ref for one in picked]).order_by("pk")
    found, refused = {case.ref: case for case in rows}, {}
    for one in sorted(picked, key=lambda each: found[each.ref].pk if each.ref in found else 0):
        try:
            with transaction.atomic():
                assign_one(actor, found.get(one.ref), one, caseworker)
        except ValidationError as error:
            refused[one.ref] = error.messages[0]
    if refused:
        raise NotAll(refused)
    return list(found.values())


def assign_one(actor: User, case: Case | None, picked: Picked, caseworker: User) -> None:
    """One of many. A case that is not the actor's to assign is the same as one there is not. Raises RuleError."""
    if case is None or not can(actor, "assign", case):
        raise RuleError(_("There is no case here with this number that you may assign."), code="not_yours")
    check_in_bulk(
        status=case.status,
        protection=case.protection,
        holder=case.caseworker_id,
        seen_with=picked.seen_with,
        receiver=caseworker.pk,
    )
    assign(actor, case, caseworker)
