"""What a loaded world holds, in numbers and as one mark: the same for the same seed, size and day."""

import json
from hashlib import sha256

from django.apps import apps

from cmm.crypto.fields import EncryptedField

# Keys and marks of their own are drawn anew each time, as is what is closed with them; primary keys depend on what the
# database held before.
LEFT_OUT = {
    "case_organisation", "companions", "details", "digest", "house_organisation", "password", "submission_key",
    "target_id", "uuid",
}  # fmt: skip
TABLES = (
    "accounts.Organisation", "accounts.User", "accounts.RoleAssignment", "cases.Victim", "cases.Case",
    "cases.Inquiry", "cases.JournalEntry", "cases.BrokenGlass", "cases.Wall", "cases.Referral", "cases.StatedPurpose",
    "cases.Disclosure", "cases.Task", "cases.Handover", "outreach.ImportBatch", "legacy.Batch", "legacy.Past",
    "identification.Interview", "identification.Assessment",
    "identification.Departure", "followup.SupportItem", "followup.PreparedReturn", "followup.ReturnEvent",
    "followup.CriminalEvent", "followup.Claim", "followup.SharedFile",
    "identification.Consent", "identification.Event", "identification.Observation", "identification.Support",
    "identification.StatusDecision", "identification.SecondOpinion", "identification.Appeal",
    "identification.CourtFinding", "outreach.Venue", "outreach.Round", "outreach.Contact", "outreach.Incident",
    "outreach.Activity", "outreach.StatusNote", "shelters.Shelter", "shelters.Unit", "shelters.PlacementRequest",
    "shelters.Placement", "shelters.Service", "shelters.Rate",
    "shelters.HouseNote", "shelters.Approval", "shelters.Inspection", "shelters.Finding", "reports.ExternalCount",
    "audit.AuditEntry",
    "audit.Reading",
)  # fmt: skip


def columns(model) -> list[str]:
    """The columns that say something by themselves: no keys, own or foreign."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.is_relation and field.name not in LEFT_OUT
        and not field.name.endswith("_id") and not isinstance(field, EncryptedField)
    ]  # fmt: skip


def counts() -> dict[str, int]:
    return {name: apps.get_model(name).objects.count() for name in TABLES}


def digest() -> str:
    """One mark for everything in the tables."""
    mark = sha256()
    for name in TABLES:
        model = apps.get_model(name)
        rows = [json.dumps(row, default=str) for row in model.objects.order_by().values_list(*columns(model))]
        mark.update(f"{name} {sorted(rows)}".encode())
    return mark.hexdigest()
