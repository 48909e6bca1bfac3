"""A case goes from one contact person to another, when the other has read the note and said yes."""

from django.db import transaction
from django.db.models import Max

from cases.enums import ChangeoverEnd
from cases.models import Case, Changeover, Wall
from cases.rules import check_unwalled
from cases.rules.caseload import check_declined, check_offer, check_same_giver, check_waiting
from cases.selectors import caseworkers
from cases.services.assignment import assign, end_offer
from cases.services.locks import locked_under_case
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand
from cmm.core.speaking import first_come


@transaction.atomic
def offer_case(*, actor: User, case: Case, receiver: User, note: str) -> Changeover:
    """A colleague is asked to take the case. Until they say yes it stays where it is. Raises RuleError, Conflict."""
    require(actor, "hand_on", case)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    check_offer(
        status=case.status,
        giver=case.caseworker_id,
        receiver=receiver.pk,
        is_colleague=caseworkers(case.organisation_id).filter(pk=receiver.pk).exists(),
        note=note,
    )
    walled = Wall.objects.standing().filter(case=case, user=receiver).exists()
    check_unwalled(walled=walled, field="receiver")
    last = Changeover.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    offer = Changeover(
        case=case,
        case_ref=case.ref,
        number=last + 1,
        giver=case.caseworker,
        receiver=receiver,
        note=note.strip(),
        offered_by=actor,
    )
    offer.full_clean(exclude=["case", "giver", "offered_by"])
    with first_come(Changeover, {"offered_already": ""}):
        offer.save(force_insert=True)
    touch(case)
    told = AuditAction.CASE_OFFERED
    record(actor, told, offer, case_ref=case.ref, number=offer.number, before=offer.giver_id, after=receiver.pk)
    return offer


@transaction.atomic
def accept_case(*, actor: User, offer: Changeover, answer: str = "") -> Case:
    """The case is the actor's from now on. Raises RuleError, Conflict."""
    require(actor, "answer", offer)
    with case_at_hand(offer.case_id):  # it may have been out of the actor's sight until now
        case, offer = locked(offer)
        check_same_giver(offered_from=offer.giver_id, holder=case.caseworker_id)
        end_offer(actor, offer, ChangeoverEnd.ACCEPTED, answer)
        return assign(actor, case, actor)


@transaction.atomic
def decline_case(*, actor: User, offer: Changeover, answer: str) -> Changeover:
    """The case stays where it is, and whoever offered it reads why. Raises RuleError, Conflict."""
    require(actor, "answer", offer)
    check_declined(answer)
    with case_at_hand(offer.case_id):
        _case, offer = locked(offer)
        end_offer(actor, offer, ChangeoverEnd.DECLINED, answer)
    return offer


@transaction.atomic
def take_back_offer(*, actor: User, offer: Changeover) -> Changeover:
    """The case is offered no more. Raises Conflict."""
    require(actor, "withdraw", offer)
    _case, offer = locked(offer)
    end_offer(actor, offer, ChangeoverEnd.WITHDRAWN)
    return offer


def locked(offer: Changeover) -> tuple[Case, Changeover]:
    """Of two acts at once one comes second, and sees what the first did."""
    found = locked_under_case(offer)
    check_waiting(waits=found.waits)
    return found.case, found
