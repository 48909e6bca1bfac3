"""The fixed words of the person's own sheet, in every language somebody has written them in.

They stand in a table and not among the pages' texts: the sheet is in the person's language, whatever the reader's.
A language is offered when every word of it is there (a test says so); no word is ever taken from another language.
"""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton

from cmm.audit.enums import Purpose, Surface

FILE = Path(__file__).with_name("wordings.csv")
OWN = ("da", "en")  # what the house itself speaks; the others are translations

# Which part of the person's record a page shows.
PARTS = {
    "case_detail": "overview",
    "cases:case_edit": "facts",
    "cases:case_close": "facts",
    "cases:case_assign": "facts",
    "merging:case_merge": "facts",
    "merging:merge_create": "identity",
    "merging:merge_detail": "facts",
    "cases:case_create": "inquiry",
    "cases:identity": "identity",
    "cases:identity_group": "identity",
    "cases:identity_edit": "identity",
    "cases:safety": "facts",
    "cases:safety_create": "facts",
    "cases:representative_create": "facts",
    "cases:representative_end": "facts",
    "cases:case_referrals": "journal",
    "cases:referral_create": "journal",
    "cases:referral_answer": "journal",
    "cases:referral_finish": "journal",
    "cases:referral_revoke": "journal",
    "cases:referral_consent": "journal",
    "cases:disclosure_list": "journal",
    "cases:disclosure_create": "journal",
    "cases:disclosure_correct": "journal",
    "followup:case_followup": "followup",
    "followup:support_create": "followup",
    "followup:support_change": "followup",
    "followup:return_plan": "followup",
    "followup:return_event_create": "followup",
    "followup:criminal_create": "followup",
    "followup:criminal_step_create": "followup",
    "followup:claim_create": "followup",
    "followup:claim_decide": "followup",
    "followup:row_withdraw": "followup",
    "followup:share_create": "followup",
    "followup:shared_detail": "shared",
    "reports:htcds_export": "facts",
    "cases:task_list": "journal",
    "cases:task_create": "journal",
    "cases:inquiry_task_create": "inquiry",
    "cases:task_complete": "journal",
    "cases:task_move": "journal",
    "cases:journal": "journal",
    "cases:journal_create": "journal",
    "cases:document_list": "document",
    "cases:document_create": "document",
    "cases:document_file": "document",
    "cases:document_withdraw": "document",
    "cases:inquiry_detail": "inquiry",
    "cases:operation_create": "inquiry",
    "cases:glass_detail": "emergency",
    "cases:glass_end": "emergency",
    "cases:case_purpose": "other",
    "cases:changeover_create": "other",
    "cases:changeover_detail": "other",
    "retention:case_retention": "facts",
    "retention:destruction_create": "facts",
    "retention:destruction_detail": "facts",
    "case_access": "other",
    "case_access_create": "other",
    "case_log": "log",
    "audit_sheet": "log",
    "case_copy": "copy",
    "identification:interview_create": "clarification",
    "identification:assessment_list": "clarification",
    "identification:assessment_create": "clarification",
    "identification:assessment_detail": "clarification",
    "identification:assessment_edit": "clarification",
    "identification:assessment_judge": "clarification",
    "identification:support_remove": "clarification",
    "identification:observation_list": "clarification",
    "identification:observation_create": "clarification",
    "identification:observation_ask": "clarification",
    "identification:observation_edit": "clarification",
    "identification:observation_withdraw": "clarification",
    "identification:event_list": "clarification",
    "identification:event_create": "clarification",
    "identification:event_edit": "clarification",
    "identification:event_withdraw": "clarification",
    "identification:opinion_create": "clarification",
    "identification:consent_withdraw": "clarification",
    "identification:assessment_submit": "clarification",
    "identification:assessment_decide": "clarification",
    "identification:assessment_return": "clarification",
    "identification:letter_create": "clarification",
    "identification:appeal_create": "clarification",
    "identification:appeal_end": "clarification",
    "identification:finding_create": "clarification",
    "identification:finding_answer": "clarification",
    "identification:period_list": "clarification",
    "identification:period_create": "clarification",
    "identification:departure_create": "clarification",
    "identification:departure_correct": "clarification",
    "identification:letter_detail": "clarification",
    "identification:letter_file": "clarification",
    "shelters:case_placements": "accommodation",
    "shelters:request_create": "accommodation",
    "shelters:emergency_create": "accommodation",
    "shelters:request_detail": "accommodation",
    "shelters:placement_detail": "accommodation",
    "shelters:absence_create": "accommodation",
    "shelters:incident_create": "accommodation",
    "shelters:disappearance_create": "accommodation",
    "shelters:return_create": "accommodation",
    "shelters:note_correct": "accommodation",
    "shelters:absence_end": "accommodation",
    "shelters:note_seen": "accommodation",
    "shelters:service_strike": "accommodation",
    "outreach:contact_detail": "contact",
    "outreach:referral_create": "contact",
    "outreach:referral_detail": "inquiry",
    "outreach:referral_withdraw": "inquiry",
    "cases:handover_detail": "inquiry",
    "cases:handover_heed": "inquiry",
    "outreach:sealed_detail": "contact",
    "outreach:contact_correct": "contact",
}
SURFACES = {
    Surface.LIST: "list",
    Surface.SEARCH: "search",
    Surface.SUGGESTION: "search",
    Surface.EXPORT: "export",
}


def part_of(surface: str, page: str) -> str:
    """What was seen, as a key of the table: a list shows a number, whatever page it stands on."""
    if surface in SURFACES:
        return f"what.{SURFACES[Surface(surface)]}"
    return f"what.{PARTS.get(page, 'document' if surface == Surface.DOCUMENT else 'other')}"


def reason_of(purpose: str) -> str:
    return f"why.{purpose}" if purpose in Purpose.values else "why.unsaid"


@cache
def table() -> dict[str, dict[str, str]]:
    """The words by language and key."""
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {language: {row["key"]: row[language] for row in rows} for language in rows[0] if language != "key"}


def languages() -> tuple[str, ...]:
    """What the sheet can be made in, Danish and English first."""
    return tuple(table())


def words_in(language: str) -> Mapping[str, str]:
    return table()[language]


def name_of(language: str) -> str:
    """What the language calls itself."""
    return str(Locale.parse(language).get_display_name() or language).capitalize()


def day_in(language: str, day: date) -> str:
    """23. november 2026"""
    return format_date(day, "d MMMM y" if language == "en" else "long", locale=language)


def short_in(language: str, day: date) -> str:
    """23. november"""
    return format_skeleton("MMMMd", day, locale="en_GB" if language == "en" else language)


def month_in(language: str, day: date) -> str:
    """november 2026"""
    return format_skeleton("yMMMM", day, locale=language)
