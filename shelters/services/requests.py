"""Verbs about requests for a place."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.disclosing import DisclosureWay
from cases.enums import Receiver
from cases.models import Case, Code
from cases.rules.safety import check_housed, lives_as_a_child
from cases.services.disclosures import tell_in_office
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.refs import next_ref
from shelters import rules
from shelters.enums import RequestState
from shelters.models import Placement, PlacementRequest, Shelter, Unit
from shelters.models.sheet import PARTS
from shelters.rules import Funding
from shelters.services.dangers import dangers
from shelters.services.locks import lock_case, locked_case
from shelters.services.payments import funding
from shelters.services.placements import place_victim


@dataclass(frozen=True)
class Wish:
    """What is asked of a shelter: the days, and all it may know of the person."""

    wanted_from: date
    wanted_to: date
    known_as: str = ""
    needs: str = ""
    urgent: bool = False
    children: int = 0
    children_are: str = ""
    despite: str = ""  # why the place is right although the safety note, or the person's age, speaks against it
    funding: Funding = field(default_factory=Funding)  # empty: as the rules propose
    safety: str = ""
    contact: str = ""
    key_dates: str = ""

    def sheet(self, *, called: str) -> dict[str, str]:
        """What the house is told; without a name of its own it has the code name."""
        return {part: getattr(self, part) for part in PARTS} | {"known_as": self.known_as or called}


@transaction.atomic
def request_place(*, actor: Any, case: Case, shelter: Shelter, wish: Wish) -> PlacementRequest:
    """``shelter`` is asked for a place for the person in ``case``.

    Raises RuleError where the case, the house or the days do not allow it.
    """
    require(actor, "request_place", case)
    case = lock_case(case.pk)
    rules.check_placeable(case.status)
    rules.check_wanted(
        wanted_from=wish.wanted_from, wanted_to=wish.wanted_to, tonight=rules.night_of(timezone.localtime())
    )
    rules.check_welcome(
        sex=case.victim.sex,
        women_only=shelter.women_only,
        children=wish.children,
        takes_children=shelter.takes_children,
    )
    check_not_asked(case, shelter)
    request = store_request(actor, case, shelter, wish)
    record(actor, AuditAction.REQUEST_SENT, request, case_ref=case.ref, shelter=shelter.slug, urgent=wish.urgent)
    return request


def store_request(actor: Any, case: Case, shelter: Shelter, wish: Wish, **facts: Any) -> PlacementRequest:
    """The request, with who pays as the rules propose.

    Raises RuleError where the person may not be there, or the safety note warns of it, or the house is for adults and
    the person may be a child, and nobody says why it is right all the same.
    """
    warned, age_band = dangers(case, shelter), case.victim.age_band
    rules.check_safe(dangers=warned, despite=wish.despite)
    check_housed(age_band=age_band, takes_children=shelter.takes_children, despite=wish.despite)
    doubtful = bool(warned) or not lives_as_a_child(age_band, takes_children=shelter.takes_children)
    paid = funding(case, shelter, wish.wanted_from, wish.funding)
    request = PlacementRequest(
        ref=next_ref("P"),
        case=case,
        shelter=shelter,
        sheet=wish.sheet(called=case.victim.code_name),
        wanted_from=wish.wanted_from,
        wanted_to=wish.wanted_to,
        urgent=wish.urgent,
        children=wish.children,
        despite=wish.despite.strip() if doubtful else None,
        requested_by=actor,
        payer=paid.payer,
        responsible=paid.responsible,
        payer_reason=paid.reason,
        **facts,
    )
    request.full_clean()
    request.save()
    enter_in_ledger(actor, case, shelter, request.told)
    return request


def enter_in_ledger(actor: Any, case: Case, shelter: Shelter, told: dict[str, str]) -> None:
    """Whoever runs the house has been told this much of the person; what it says stands in the sheet alone."""
    labels = {
        "known_as": pgettext("sheet", "the name used"),
        "needs": pgettext("sheet", "needs"),
        "safety": pgettext("sheet", "safety"),
        "contact": pgettext("sheet", "contact"),
        "key_dates": pgettext("sheet", "important days"),
        "children_are": pgettext("sheet", "children"),
    }
    parts = ", ".join(labels[name] for name, text in told.items() if text)
    tell_in_office(
        actor,
        case,
        way=DisclosureWay.PLACE,
        to=shelter.organisation,
        told=_("What a house must know: %(parts)s") % {"parts": parts},
        why=_("A place is asked for"),
        receiver=Receiver.SHELTER,
    )


@transaction.atomic
def accept_request(
    *,
    actor: Any,
    request: PlacementRequest,
    unit: Unit | None = None,
    answer: str = "",
    unapproved_reason: str = "",
    parent: Placement | None = None,
) -> Placement:
    """The person asked for has ``unit`` for the days asked for, or, a child, sleeps with ``parent``.

    Raises RuleError when the request was answered or the case closed in the meantime, Conflict when the
    place was taken.
    """
    require(actor, "answer", request)
    with locked_case(request.case_id, request.shelter_id) as case:
        request = unanswered(request)
        rules.check_placeable(case.status)
        if parent is not None:
            parent = Placement.objects.select_related("unit__shelter").get(pk=parent.pk)
        unit = parent.unit if parent else unit
        if unit is None or unit.shelter_id != request.shelter_id:
            raise RuleError(_("Choose a place in the shelter that was asked."), code="other_shelter", field="unit")
        stay = DateRange(request.wanted_from, request.wanted_to)
        why = unapproved_reason
        placement = place_victim(
            actor=actor, origin=request, unit=unit, stay=stay, unapproved_reason=why, parent=parent
        )
        store_answer(actor, request, RequestState.ACCEPTED, answer=answer)
    return placement


@transaction.atomic
def decline_request(*, actor: Any, request: PlacementRequest, reason: Code, answer: str = "") -> PlacementRequest:
    """The shelter says no, and why. Raises RuleError when it was answered in the meantime."""
    require(actor, "answer", request)
    with locked_case(request.case_id):
        request = unanswered(request)
        request.refusal_reason = reason
        return store_answer(actor, request, RequestState.DECLINED, answer=answer)


@transaction.atomic
def propose_other_date(
    *, actor: Any, request: PlacementRequest, proposed_from: date, answer: str = ""
) -> PlacementRequest:
    """The shelter can only later, or sooner, and says when. Raises RuleError."""
    require(actor, "answer", request)
    with locked_case(request.case_id):
        request = unanswered(request)
        tonight = rules.night_of(timezone.localtime())
        rules.check_proposed(proposed_from=proposed_from, wanted_from=request.wanted_from, tonight=tonight)
        request.proposed_from = proposed_from
        return store_answer(actor, request, RequestState.OTHER_DATE, answer=answer)


@transaction.atomic
def withdraw_request(*, actor: Any, request: PlacementRequest) -> PlacementRequest:
    """Nobody needs the place any longer. Raises RuleError when it was answered in the meantime."""
    require(actor, "withdraw", request)
    lock_case(request.case_id)
    request = unanswered(request)
    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])
    record(actor, AuditAction.REQUEST_WITHDRAWN, request, case_ref=request.case.ref)
    return request


def check_not_asked(case: Case, shelter: Shelter) -> None:
    """One question at a time: a second press on the button asks nothing twice."""
    if PlacementRequest.objects.filter(case=case, shelter=shelter).waiting().exists():
        raise RuleError(
            _("This shelter has already been asked and has not answered yet."), code="asked", field="shelter"
        )


def unanswered(request: PlacementRequest) -> PlacementRequest:
    """The request as it stands now that its case is locked."""
    fresh: PlacementRequest = PlacementRequest.objects.select_related("case", "shelter").get(pk=request.pk)
    rules.check_unanswered(fresh.state)
    return fresh


def store_answer(actor: Any, request: PlacementRequest, state: RequestState, *, answer: str) -> PlacementRequest:
    request.state, request.answer = state, answer
    request.answered_by, request.answered_at = actor, timezone.now()
    request.full_clean()
    request.save()
    reason = request.refusal_reason.code if request.refusal_reason else ""
    case_ref = request.case.ref
    record(actor, AuditAction.REQUEST_ANSWERED, request, case_ref=case_ref, state=state.value, reason=reason)
    return request
