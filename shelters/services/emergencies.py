"""A bed at night in one step, and the papers after: the house says that the person came, and is told of them."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from shelters import rules
from shelters.enums import RequestState
from shelters.models import Placement, Unit
from shelters.services.approvals import check_received
from shelters.services.families import check_room
from shelters.services.locks import locked_case
from shelters.services.placements import check_in_use, days, locked_stay, store_stay
from shelters.services.requests import Wish, enter_in_ledger, store_request


@transaction.atomic
def place_at_once(*, actor: User, case: Case, unit: Unit, wish: Wish) -> Placement:
    """The person in ``case`` has ``unit`` from tonight, and nobody is asked first: the house sees it on its night.

    Who works on the case may not lock a house. The request's key to it does: whoever closes the house or withdraws
    its approval waits for us, and we for them, and what it is like is read after. Raises RuleError, or Conflict where
    the bed was taken or the person has another.
    """
    require(actor, "request_place", case)
    with locked_case(case.pk) as case:
        tonight = rules.night_of(timezone.localtime())
        rules.check_placeable_at_once(case.status)
        rules.check_at_once(wanted_from=wish.wanted_from, wanted_to=wish.wanted_to, tonight=tonight)
        answered = {"state": RequestState.ACCEPTED, "answered_by": actor, "answered_at": timezone.now()}
        request = store_request(actor, case, unit.shelter, wish, **answered)
        unit = Unit.objects.select_related("shelter__accommodation_type").get(pk=unit.pk)
        stay = DateRange(wish.wanted_from, wish.wanted_to)
        check_in_use(unit, stay)
        rules.check_welcome(
            sex=case.victim.sex,
            women_only=unit.shelter.women_only,
            children=wish.children,
            takes_children=unit.shelter.takes_children,
            field="unit",
        )
        check_room(unit, request, stay, None)
        why = check_received(request, unit, stay, _("Emergency placement"))
        placement = store_stay(actor, case, request, unit, stay, unapproved_reason=why, emergency=True)
        told = days(placement) | ({"unapproved": why} if why else {})
        shelter = unit.shelter.slug
        record(actor, AuditAction.VICTIM_PLACED_AT_ONCE, placement, case_ref=case.ref, shelter=shelter, **told)
    return placement


@transaction.atomic
def confirm_received(*, actor: User, placement: Placement) -> Placement:
    """Somebody of the house has seen the person come. Raises RuleError, or Conflict where a colleague was first."""
    require(actor, "change", placement)
    with locked_stay(placement) as stay:
        rules.check_to_receive(awaits=stay.awaits_receipt)
        stay.received_by, stay.received_at = actor, timezone.now()
        stay.save(update_fields=["received_by", "received_at"])
        record(actor, AuditAction.PLACEMENT_RECEIVED, stay, case_ref=stay.case.ref)
    return stay


@transaction.atomic
def tell_house(*, actor: User, placement: Placement, needs: str = "", safety: str = "") -> Placement:
    """The house is told what it must know, where nothing was written at night. Raises RuleError, or Conflict."""
    require(actor, "request_place", placement.case)
    with locked_case(placement.case_id) as case:
        stay: Placement = Placement.objects.get(pk=placement.pk)
        rules.check_going_on(is_over=stay.is_over)
        said = {"needs": needs.strip(), "safety": safety.strip()}
        rules.check_tells(is_told=stay.is_told, says=any(said.values()))
        stay.tell(**said)
        stay.save(update_fields=["sheet"])
        enter_in_ledger(actor, case, stay.unit.shelter, said)
        fields = [name for name, text in said.items() if text]
        record(actor, AuditAction.PLACEMENT_CHANGED, stay, case_ref=case.ref, fields=fields, **days(stay))
    return stay
