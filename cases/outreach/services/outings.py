"""Rounds a phone began or ended without a network: stored when it sends them, with the moments they had there."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases.outreach.enums import Act, Reason
from cases.outreach.models import Round
from cases.outreach.rules import check_no_numbers, until
from cases.outreach.services.rounds import end_round, open_round
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role

Fields = Mapping[str, list[str]]
# The terms of a round as the form of its beginning names them, or why there are none. It is a page's form (views).
ReadTerms = Callable[[Fields], dict[str, Any] | Reason]


def act_of(fields: Fields) -> Act | None:
    """Whether a kept form begins or ends a round; nothing where it is a contact."""
    told = fields.get("act", [])
    return Act(told[0]) if told and told[0] in Act else None


def stored(actor: User, worker: User, fields: Fields, moment: datetime, read: ReadTerms) -> Round | Reason:
    """What a beginning or an end led to; what is refused leaves nothing, and stops no other."""
    try:
        with transaction.atomic():
            if act_of(fields) == Act.END:
                return end_from_phone(actor=actor, name="".join(fields.get("round", [])), moment=moment)
            terms = read(fields)
            if isinstance(terms, Reason):
                return terms
            (key,) = fields["submission_key"]
            return begin_from_phone(actor=actor, worker=worker, key=UUID(key), moment=moment, terms=terms)
    except (ValidationError, DatabaseError):
        return Reason.FORM


@transaction.atomic
def begin_from_phone(*, actor: User, worker: User, key: UUID, moment: datetime, terms: Mapping[str, Any]) -> Round:
    """The worker went out then. Sent twice it is one round.

    Nobody is out on two of their own: one that still ran is over when this began, and where that one began later this
    was over by then.
    """
    require_role(actor, "outreach.add_round")
    require(actor, "view", terms["venue"])
    check_no_numbers(terms["name"], field="name")
    begun: Round | None = Round.objects.filter(organisation=actor.organisation_id, submission_key=key).first()
    if begun is not None:
        return begun
    # As where a round is started with a network; a leader cannot lock somebody else, and then the constraint speaks.
    User.objects.select_for_update(no_key=True).filter(pk=worker.pk).first()
    other = Round.objects.running().filter(worker=worker).first()
    if other is not None and other.started_at <= moment:
        end_round(actor=actor, one_round=other, ended_at=over_at(other, moment))
        other = None
    told = {name: terms[name] for name in ("name", "venue", "contact_type", "preset_sex")}
    one_round = Round(worker=worker, submission_key=key, started_at=moment, **told)
    if other is not None:
        one_round.ended_at = until(moment, other.started_at, last=None)
    return open_round(actor, one_round, terms["preset_given"])


@transaction.atomic
def end_from_phone(*, actor: User, name: str, moment: datetime) -> Round | Reason:
    """The round is over since then; one that is over already stays as it is."""
    one_round: Round | None = Round.objects.allowed(actor, "change").named([name]).first()
    if one_round is None:
        return Reason.ROUND
    end_round(actor=actor, one_round=one_round, ended_at=over_at(one_round, moment))
    return one_round


def over_at(one_round: Round, moment: datetime) -> datetime:
    last = one_round.contacts.order_by("-met_at").values_list("met_at", flat=True).first()
    return until(one_round.started_at, moment, last=last)
