"""Verbs about rounds."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Code
from cases.outreach.models import Handout, Round, Venue, Visit
from cases.outreach.rules import check_no_numbers, check_round_times
from cases.outreach.selectors.counting import counters_of
from cases.outreach.selectors.rounds import running_round
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict, RuleError
from cmm.core.refs import next_ref


@transaction.atomic
def start_round(
    *,
    actor: User,
    name: str,
    venue: Venue,
    contact_type: Code,
    preset_sex: str = "",
    preset_given: Iterable[Code] = (),
    companions: Iterable[User] = (),
) -> Round:
    """The worker is out, and every contact of the round begins with its presets.

    The worker's own row stays locked until the round is stored: two touches start one round. Raises Conflict.
    """
    require_role(actor, "outreach.add_round")
    require(actor, "view", venue)
    check_no_numbers(name, field="name")
    along = walkers(actor, companions)
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if running_round(actor):
        raise Conflict(_("You already have a round running. End it before you start another."), code="round_running")
    told = {"name": name, "venue": venue, "contact_type": contact_type, "preset_sex": preset_sex, "companions": along}
    return open_round(actor, Round(worker=actor, **told), preset_given)


def open_round(actor: User, one_round: Round, preset_given: Iterable[Code]) -> Round:
    """It is stored with its first place; who may and when was asked before."""
    one_round.ref, one_round.organisation = next_ref("R"), actor.organisation
    one_round.full_clean()
    one_round.save()
    one_round.preset_given.set(preset_given)
    Visit.objects.create(round=one_round, venue=one_round.venue, arrived_at=one_round.started_at)
    kind, along = one_round.contact_type.code, one_round.companions
    record(actor, AuditAction.ROUND_STARTED, one_round, contact_type=kind, companions=along)
    return one_round


def walkers(worker: User, companions: Iterable[User]) -> list[int]:
    """The numbers of those who come along with ``worker``. Raises RuleError where one is no colleague."""
    along = {one for one in companions if one.pk != worker.pk}
    if any(one.organisation_id != worker.organisation_id or not one.is_active for one in along):
        raise RuleError(_("Choose among your colleagues."), code="no_colleague", field="companions")
    return sorted(one.pk for one in along)


@transaction.atomic
def walk_with(*, actor: User, one_round: Round, companions: Iterable[User]) -> None:
    """These colleagues walk the round with whoever began it. Raises RuleError, and Conflict where it is over."""
    require(actor, "change", one_round)
    one_round = locked(one_round)
    if not one_round.is_running:
        raise Conflict(_("The round is over."), code="round_over")
    along = walkers(one_round.worker, companions)
    if along == one_round.companions:
        return
    one_round.companions = along
    one_round.save(update_fields=["companions"])
    record(actor, AuditAction.ROUND_JOINED, one_round, companions=along)


@transaction.atomic
def arrive_at(*, actor: User, one_round: Round, venue: Venue) -> None:
    """The round is at ``venue`` now; the next contacts begin there."""
    require(actor, "change", one_round)
    require(actor, "view", venue)
    one_round = locked(one_round)
    if one_round.venue_id == venue.pk:
        return
    one_round.venue = venue
    one_round.save(update_fields=["venue"])
    Visit.objects.create(round=one_round, venue=venue)
    record(actor, AuditAction.ROUND_MOVED, one_round, venue=venue.pk)


@transaction.atomic
def end_round(
    *, actor: User, one_round: Round, ended_at: datetime | None = None, handed_out: Mapping[Code, int] | None = None
) -> None:
    """The round is over and its counters are handed in; handing in twice is handing in once.

    ``handed_out`` says how many of each thing, where somebody counted them. Raises RuleError at ``ended_at``.
    """
    require(actor, "change", one_round)
    one_round = locked(one_round)
    if not one_round.is_running:
        return
    now = timezone.now()
    check_round_times(started_at=one_round.started_at, ended_at=ended_at or now, now=now, told=ended_at is not None)
    one_round.ended_at = ended_at or now
    one_round.full_clean(validate_unique=False)
    one_round.save(update_fields=["ended_at"])
    for thing, number in (handed_out or {}).items():
        Handout.objects.create(round=one_round, thing=thing, number=number)
    told = counters_of(one_round.contacts.all())
    record(
        actor,
        AuditAction.ROUND_ENDED,
        one_round,
        visits=told.visits,
        unique=told.unique,
        new=told.new,
        unclear=told.unclear,
    )


def locked(one_round: Round) -> Round:
    found: Round = Round.objects.select_related("worker").select_for_update(of=("self",)).get(pk=one_round.pk)
    return found
