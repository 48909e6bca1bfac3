"""A spreadsheet an organisation already has becomes contacts in one act, and is taken back in one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Code
from cases.outreach.models import Contact, ImportBatch, Venue
from cases.outreach.rules import Hours
from cases.outreach.selectors.clock import begins, day_of, hours_of
from cases.outreach.selectors.imports import imported_as, judged
from cases.outreach.services.contacts import ContactFacts, Meeting, columns, link
from cases.outreach.services.venues import add_venue
from cases.outreach.sheets.judging import NEEDED, Judged, Row
from cmm.accounts.models import Organisation, User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict, RuleError
from cmm.core.files.sheets import Sheet
from cmm.core.refs import next_ref, next_refs

AT_ONCE = 2_000
MOST_PLACES = 200
LINKS = ("given", "needs")  # the lists a spreadsheet has columns for


@dataclass(frozen=True)
class ReadFile:
    """What was read of a file, its mark, and which column of it holds what, and what its own words mean."""

    sheet: Sheet
    digest: str
    columns: dict[str, str]
    new_places: Code | None = None
    meant: dict[str, dict[str, str]] = field(default_factory=dict)


def mark_of(content: bytes) -> str:
    return sha256(content).hexdigest()


@transaction.atomic
def import_sheet(*, actor: User, file: ReadFile) -> ImportBatch:
    """Every row that is right is a contact; the others are left out and counted. Raises RuleError, Conflict."""
    require_role(actor, "outreach.add_importbatch")
    # Of the same file sent twice at once, one is let in; codes of one service day see each other.
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    if earlier := imported_as(actor, file.digest):
        raise Conflict(_("This file is imported already, as %(ref)s."), code="imported", params={"ref": earlier.ref})
    check_columns(file.columns)
    found = judged(actor, file.sheet, file.columns, takes_new_places=file.new_places is not None, meant=file.meant)
    if not found.rows:
        raise RuleError(_("No row can be imported."), code="nothing_right")
    hours = hours_of(actor.organisation_id)
    batch = store_batch(actor, file, found, hours)
    store_contacts(actor, batch, found.rows, places_of(actor, file, found), hours)
    record(actor, AuditAction.IMPORT_STORED, batch, rows=batch.stored, left_out=batch.left_out)
    return batch


def check_columns(columns: dict[str, str]) -> None:
    """What every contact must say stands in the file, and no answer in two columns. Raises RuleError."""
    held = [column for column in columns.values() if column]
    if missing := [str(column.label) for column in NEEDED if column.value not in held]:
        raise RuleError(
            _("Choose a column for: %(missing)s."), code="column_missing", params={"missing": ", ".join(missing)}
        )
    if len(held) != len(set(held)):
        raise RuleError(_("Two columns hold the same. Choose one of them."), code="column_twice")


def store_batch(actor: User, file: ReadFile, found: Judged, hours: Hours) -> ImportBatch:
    days = [day_of(moment_of(row, hours), hours) for row in found.rows]
    batch = ImportBatch(
        ref=next_ref("I"),
        organisation=actor.organisation,
        digest=file.digest,
        columns={name: held for name, held in file.columns.items() if held},
        words={column: words for column, words in file.meant.items() if words},
        stored=len(found.rows),
        left_out=found.wrong,
        first_day=min(days),
        last_day=max(days),
        imported_by=actor,
    )
    batch.save(force_insert=True)
    return batch


def places_of(actor: User, file: ReadFile, found: Judged) -> dict[str, Venue]:
    """The new places, each added once."""
    if file.new_places is None:
        return {}
    if len(found.new_places) > MOST_PLACES:
        raise RuleError(_("There are too many new places. Check the column of places."), code="too_many_places")
    return {name: add_venue(actor=actor, name=name, venue_type=file.new_places) for name in found.new_places}


def store_contacts(actor: User, batch: ImportBatch, rows: Sequence[Row], new: dict[str, Venue], hours: Hours) -> None:
    meetings = [meeting_of(actor, row, new, hours) for row in rows]
    refs, known = next_refs("K", len(rows)), codes_of(actor, batch)
    contacts = [
        Contact(**columns(actor, one, day_of(one.met_at, hours), ref, known), batch=batch)
        for one, ref in zip(meetings, refs, strict=True)
    ]
    Contact.objects.bulk_create(contacts, batch_size=AT_ONCE)
    for name in LINKS:
        link(name, [(contact, getattr(one.facts, name)) for contact, one in zip(contacts, meetings, strict=True)])


def codes_of(actor: User, batch: ImportBatch) -> set[tuple[Any, str]]:
    """The organisation's own codes of those days: somebody met again in a service day is no new person."""
    coded = Contact.objects.filter(organisation=actor.organisation_id).between(batch.first_day, batch.last_day)
    return set(coded.exclude(own_code="").values_list("service_day", "own_code"))


def moment_of(row: Row, hours: Hours) -> datetime:
    """A day without an hour is a service day: the moment it begins."""
    return timezone.make_aware(datetime.combine(row.day, row.at)) if row.at else begins(row.day, hours)


def meeting_of(actor: User, row: Row, new: dict[str, Venue], hours: Hours) -> Meeting:
    """What a row says, as a form would have said it."""
    place = new[row.place] if isinstance(row.place, str) else row.place
    met_at = moment_of(row, hours)
    said = row.said | {name: tuple(row.said.get(name, ())) for name in LINKS}
    return Meeting(ContactFacts(submission_key=uuid4(), venue=place, met_at=met_at, **said), actor, met_at)


@transaction.atomic
def withdraw_import(*, actor: User, batch: ImportBatch, reason: str) -> ImportBatch:
    """None of its contacts counts from now on; they stay as they are. Raises RuleError, Conflict."""
    require(actor, "withdraw", batch)
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.withdrawn_at is not None:
        raise Conflict(_("The import is already withdrawn."), code="withdrawn")
    if not reason.strip():
        raise RuleError(_("Write why the import is withdrawn."), code="reason_missing", field="reason")
    batch.withdrawn_at, batch.withdrawn_by, batch.withdrawn_reason = timezone.now(), actor, reason.strip()
    batch.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(actor, AuditAction.IMPORT_WITHDRAWN, batch, rows=batch.stored)
    return batch
