"""Verbs about what happened to somebody."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Code
from cases.outreach.enums import Answer, StruckAs
from cases.outreach.models import Contact, Incident
from cases.outreach.rules import check_has_been
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record, record_all
from cmm.core.errors import Conflict

NORDIC = "nordic"  # the region of citizenship
NOBODY_KNOWS = "unknown"


@transaction.atomic
def record_incident(
    *, actor: User, submission_key: UUID, kind: Code, happened_on: date, nordic: Answer, reported: Answer
) -> Incident:
    """Something is told beside any contact; the same form sent twice is stored once. Raises RuleError."""
    require_role(actor, "outreach.add_incident")
    check_has_been(happened_on, today=timezone.localdate(), field="happened_on")
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    sent = Incident.objects.filter(organisation=actor.organisation_id, submission_key=submission_key).first()
    return sent or write(
        actor, kind, happened_on=happened_on, nordic=nordic, reported=reported, submission_key=submission_key
    )


def tell_first_incidents(actor: User, told: Iterable[tuple[Contact, Iterable[Code], str]]) -> None:
    """What was told in contacts just stored is written, in as many statements for many as for one."""
    rows = [
        Incident(
            organisation=actor.organisation,
            kind=kind,
            recorded_by=contact.recorded_by,
            happened_on=timezone.localdate(contact.met_at),
            nordic=is_nordic(contact.citizenship_region),
            reported=reported,
            contact=contact,
        )
        for contact, kinds, reported in told
        for kind in dict.fromkeys(kinds)
    ]
    if rows:
        incidents: list[Incident] = Incident.objects.bulk_create(rows)
        record_all(actor, AuditAction.STREET_EVENT_RECORDED, [(one, {"kind": one.kind.code}) for one in incidents])


def tell_incidents(actor: User, contact: Contact, kinds: Iterable[Code], reported: str) -> None:
    """What was told in a contact is so: what was not told before is written, and what no longer stands is struck."""
    wanted = {kind.pk: kind for kind in kinds}
    nordic = is_nordic(contact.citizenship_region)
    stand = set()
    for incident in contact.incidents.filter(struck_at__isnull=True):
        if (incident.kind_id in wanted, incident.nordic, incident.reported) == (True, nordic, reported):
            stand.add(incident.kind_id)
        else:
            strike(actor, incident, StruckAs.CORRECTED)
    day = timezone.localdate(contact.met_at)
    for kind in (kind for pk, kind in wanted.items() if pk not in stand):
        write(actor, kind, happened_on=day, nordic=nordic, reported=reported, contact=contact)


@transaction.atomic
def strike_incident(*, actor: User, incident: Incident, reason: StruckAs) -> Incident:
    """The event does not count; it stays readable. Raises Conflict where it is struck already."""
    require(actor, "change", incident)
    fresh: Incident = Incident.objects.select_for_update().get(pk=incident.pk)
    if fresh.is_struck:
        raise Conflict(_("The event has already been struck."), code="struck")
    strike(actor, fresh, StruckAs(reason))
    return fresh


def is_nordic(region: Code | None) -> Answer:
    if region is None:
        return Answer.NOT_ASKED
    if region.counted_as == NOBODY_KNOWS:
        return Answer.UNKNOWN
    return Answer.YES if region.counted_as == NORDIC else Answer.NO


def write(actor: User, kind: Code, **told: object) -> Incident:
    incident: Incident = Incident.objects.create(organisation=actor.organisation, kind=kind, recorded_by=actor, **told)
    record(actor, AuditAction.STREET_EVENT_RECORDED, incident, kind=kind.code)
    return incident


def strike(actor: User, incident: Incident, reason: StruckAs) -> None:
    incident.struck_as, incident.struck_by, incident.struck_at = reason, actor, timezone.now()
    incident.save(update_fields=["struck_as", "struck_by", "struck_at"])
    record(actor, AuditAction.STREET_EVENT_STRUCK, incident, reason=str(reason))
