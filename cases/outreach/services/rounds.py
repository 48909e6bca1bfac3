"""Verbs about rounds."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Code
from cases.outreach.models import Round, Venue
from cases.outreach.rules import check_no_numbers
from cases.outreach.selectors.counting import counters_of
from cases.outreach.selectors.rounds import running_round
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict
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
) -> Round:
    """The worker is out, and every contact of the round begins with its presets.

    The worker's own row stays locked until the round is stored: two touches start one round. Raises Conflict.
    """
    require_role(actor, "outreach.add_round")
    require(actor, "view", venue)
    check_no_numbers(name, field="name")
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if running_round(actor):
        raise Conflict(_("You already have a round running. End it before you start another."), code="round_running")
    one_round = Round(
        ref=next_ref("R"),
        organisation=actor.organisation,
        name=name,
        worker=actor,
        contact_type=contact_type,
        venue=venue,
        preset_sex=preset_sex,
    )
    one_round.full_clean()
    one_round.save()
    one_round.preset_given.set(preset_given)
    record(actor, AuditAction.ROUND_STARTED, one_round, contact_type=contact_type.code)
    return one_round


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
    record(actor, AuditAction.ROUND_MOVED, one_round, venue=venue.pk)


@transaction.atomic
def end_round(*, actor: User, one_round: Round) -> None:
    """The round is over and its counters are handed in; handing in twice is handing in once."""
    require(actor, "change", one_round)
    one_round = locked(one_round)
    if not one_round.is_running:
        return
    one_round.ended_at = timezone.now()
    one_round.full_clean(validate_unique=False)
    one_round.save(update_fields=["ended_at"])
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
    found: Round = Round.objects.select_for_update().get(pk=one_round.pk)
    return found
