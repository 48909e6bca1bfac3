"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from cases.selectors.codes import codes, codes_of
from cases.selectors.course import course_of
from cases.selectors.documents import document_called, documents_of
from cases.selectors.figures import figures
from cases.selectors.glasses import glass_lists, opened_under, running_glasses, with_frequency
from cases.selectors.identities import closed_group, identity_of, notes_on
from cases.selectors.inquiries import cases_from, inquiry_lists, met_together, referrals
from cases.selectors.journal import entry_called, journal_of
from cases.selectors.lists import case_lists, sorted_cases
from cases.selectors.people import (
    acts_on,
    caseworkers,
    contact_persons,
    may_be_given_to,
    proposed_code_names,
    referrers,
)
from cases.selectors.refusals import refusal_figures, refusals
from cases.selectors.safety import lacks_representative, representatives_of, safety_notes, safety_of
from cases.selectors.sent import disclosures_of, longest_unanswered, referrals_of
from cases.selectors.tasks import open_tasks, tasks_due, tasks_of

__all__ = [
    "acts_on",
    "case_lists",
    "cases_from",
    "caseworkers",
    "closed_group",
    "codes",
    "codes_of",
    "contact_persons",
    "course_of",
    "disclosures_of",
    "document_called",
    "documents_of",
    "entry_called",
    "figures",
    "glass_lists",
    "identity_of",
    "inquiry_lists",
    "journal_of",
    "lacks_representative",
    "longest_unanswered",
    "may_be_given_to",
    "met_together",
    "notes_on",
    "open_tasks",
    "opened_under",
    "proposed_code_names",
    "referrals",
    "referrals_of",
    "referrers",
    "refusal_figures",
    "refusals",
    "representatives_of",
    "running_glasses",
    "safety_notes",
    "safety_of",
    "sorted_cases",
    "tasks_due",
    "tasks_of",
    "with_frequency",
]
