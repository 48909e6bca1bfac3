"""Every list page: its address, its table, and what it lists in its order.

A list page of the matrix without a line here fails a test. ``rows`` asks as the page asks, so that the bench can
ask the same with and without the policy table; it is whole, where the page shows one page of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.enums import CodeList
from cases.legacy.models import Batch
from cases.legacy.selectors import batches
from cases.models import BrokenGlass, Case, Code, DuplicateProposal, Handover, Inquiry, Refusal
from cases.outreach.models import Activity, Contact, ImportBatch, Incident, StatusNote, Venue
from cases.outreach.selectors.imports import imports
from cases.outreach.selectors.stops import with_use
from cases.outreach.week import span_of
from cases.selectors import (
    case_lists,
    codes_of,
    glass_lists,
    inquiry_lists,
    referrals,
    refusals,
    sorted_cases,
)
from cases.selectors.caseload import covers
from cases.selectors.duplicates import duplicates_for
from cases.selectors.handovers import handover_lists
from cases.selectors.lists import NEWEST
from cmm.accounts.models import Cover, Organisation, User
from cmm.accounts.selectors import users_with_roles
from cmm.audit.models import AuditEntry, Reading, SecurityEvent
from cmm.audit.selectors import entries, readings, security_events
from cmm.core.danish import danish
from cmm.desk.desks import own_cases
from cmm.oversight.retention.models import Destruction, LedgerEntry, RuleChange
from cmm.oversight.retention.selectors import lying_open
from cmm.oversight.unusual.models import Entry
from cmm.oversight.unusual.selectors.entries import entries_in, own_questions
from identification.enums import Dimension
from identification.followup.models import SharedFile
from identification.followup.selectors import shared_with
from identification.models import Assessment, Indicator, PeriodRule
from identification.selectors import waiting
from identification.selectors.catalogue import section_of
from reports.coordination.models import Activity as PlanActivity
from reports.coordination.models import Forum
from reports.coordination.selectors.forums import forums
from reports.models import Edition, ExternalCount, FreeTable, HistoricalCount, Submission
from reports.selectors.editions import with_files
from shelters.models import PayerRule, Placement, PlacementRequest, Shelter
from shelters.rules import month_of, night_of
from shelters.selectors import request_rows
from shelters.selectors.behind import CASE_BEHIND
from shelters.selectors.board import NIGHTS, SHOWS_BEFORE
from shelters.selectors.invoices import invoice_stays
from shelters.selectors.keyfigures import houses_billed
from tests.permissions.matrix import PAGES

BAR = 12  # statements, design section 8
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class ListPage:
    """One list, at one of its views where it has several; ``query`` may speak of today and a month ago."""

    name: str
    table: type[Model]
    rows: Callable[[Any], QuerySet[Any]]
    query: str = ""
    view: str = ""

    @property
    def label(self) -> str:
        return f"{self.name}, {self.view}" if self.view else self.name

    @property
    def roles(self) -> list[str]:
        """Who reads it. Of the start page, those with cases: it leads others on, or shows them rooms and no rows."""
        readers = PAGES[self.name][1][""]
        return sorted(readers if self.name != "today" else readers & PAGES["cases:case_list"][1][""])

    def address(self, number: int = 1) -> str:
        today = timezone.localdate()
        parts = [self.query.format(today=today, month_ago=today - MONTH)] if self.query else []
        parts += [f"page={number}"] if number > 1 else []
        return f"{reverse(self.name)}?{'&'.join(parts)}" if parts else reverse(self.name)


def tonight(user: Any) -> QuerySet[Any]:
    rows = Placement.objects.allowed(user).select_related("unit__shelter").order_by("unit__position", "unit__name")
    return rows.tonight(night_of(timezone.localtime()))


def on_the_board(user: Any) -> QuerySet[Any]:
    first = night_of(timezone.localtime()) - timedelta(days=SHOWS_BEFORE)
    window = DateRange(first, first + timedelta(days=NIGHTS))
    rows = Placement.objects.allowed(user).during(window)
    return rows.select_related("unit__shelter").prefetch_related(CASE_BEHIND)


def to_invoice(user: Any) -> QuerySet[Any]:
    """Last month's stays."""
    over = month_of(month_of(timezone.localdate()).first - timedelta(days=1))
    return invoice_stays(user, houses_billed(user), over, None)


def met(user: Any, first: Any, last: Any) -> QuerySet[Any]:
    rows = Contact.objects.allowed(user).between(first, last)
    return rows.select_related("venue", "contact_type", "recorded_by").newest_first()


def met_this_week(user: Any) -> QuerySet[Any]:
    week = span_of(None, None)
    return met(user, week.first, week.last)


def met_this_month(user: Any) -> QuerySet[Any]:
    today = timezone.localdate()
    return met(user, today - MONTH, today)


def events_told(user: Any) -> QuerySet[Any]:
    rows = Incident.objects.allowed(user).select_related("kind", "recorded_by", "contact")
    return rows.order_by("-happened_on", "-pk")


def half_years(user: Any) -> QuerySet[Any]:
    rows = StatusNote.objects.allowed(user).select_related("begun_by", "replaced_by").defer("figures")
    return rows.newest_first()


def courses_held(user: Any) -> QuerySet[Any]:
    held = Activity.objects.allowed(user).filter(held_on__year=timezone.localdate().year)
    return held.select_related("kind", "audience").order_by("-held_on", "-pk")


A_MONTH = "start={month_ago:%d-%m-%Y}&end={today:%d-%m-%Y}"

LISTS = (
    ListPage("today", Case, own_cases),
    ListPage("user_list", User, lambda user: users_with_roles(User.objects.allowed(user), "")),
    ListPage(
        "organisation_list",
        Organisation,
        lambda user: Organisation.objects.allowed(user).order_by(danish("name_da"), "pk"),
    ),
    ListPage("audit_log", AuditEntry, lambda _user: entries()),
    ListPage("audit_readings", Reading, lambda _user: readings()),
    ListPage("audit_events", SecurityEvent, lambda _user: security_events()),
    ListPage("cases:case_list", Case, lambda user: sorted_cases(case_lists(user)["all"], NEWEST)),
    ListPage("cases:cover_list", Cover, lambda user: covers(user.organisation_id)),
    ListPage("cases:inquiry_list", Inquiry, lambda user: inquiry_lists(user)["open"]),
    ListPage("cases:inquiry_list", Inquiry, lambda user: inquiry_lists(user)["all"], "view=all", "all"),
    ListPage("cases:refusal_list", Refusal, refusals),
    ListPage("cases:referral_list", Inquiry, referrals),
    ListPage("cases:handover_list", Handover, lambda user: handover_lists(user)["open"]),
    ListPage("cases:handover_list", Handover, lambda user: handover_lists(user)["all"], "view=all", "all"),
    ListPage("followup:shared_list", SharedFile, shared_with),
    ListPage("coordination:forum_list", Forum, forums),
    ListPage("coordination:activity_list", PlanActivity, lambda user: PlanActivity.objects.allowed(user)),
    ListPage("cases:glass_list", BrokenGlass, lambda user: glass_lists(user)["waiting"]),
    ListPage("cases:glass_list", BrokenGlass, lambda user: glass_lists(user)["all"], "view=all", "all"),
    ListPage("cases:duplicate_list", DuplicateProposal, duplicates_for),
    ListPage("retention:retention_list", Destruction, lying_open),
    ListPage("retention:years_list", RuleChange, lambda user: RuleChange.objects.allowed(user)),
    ListPage("retention:ledger_list", LedgerEntry, lambda user: LedgerEntry.objects.allowed(user)),
    ListPage("unusual:entry_list", Entry, lambda _user: entries_in("2026-W47", asked_only=True)),
    ListPage("unusual:question_list", Entry, own_questions),
    ListPage("cases:code_list", Code, lambda _user: codes_of(CodeList.EXPLOITATION_FORM)),
    ListPage("identification:decision_list", Assessment, waiting),
    ListPage("identification:period_rule_list", PeriodRule, lambda user: PeriodRule.objects.allowed(user)),
    ListPage("shelters:payer_rule_list", PayerRule, lambda user: PayerRule.objects.allowed(user)),
    ListPage("identification:indicator_list", Indicator, lambda _user: section_of(Dimension.DECEPTIVE_RECRUITMENT)),
    ListPage(
        "shelters:shelter_list",
        Shelter,
        lambda user: Shelter.objects.allowed(user).select_related("organisation", "accommodation_type"),
    ),
    ListPage("shelters:board", Placement, on_the_board),
    ListPage("shelters:tonight", Placement, tonight),
    ListPage("shelters:invoice_list", Placement, to_invoice),
    ListPage("shelters:request_list", PlacementRequest, lambda user: request_rows(user, "waiting")),
    ListPage(
        "shelters:request_list",
        PlacementRequest,
        lambda user: request_rows(user, "answered"),
        "view=answered",
        "answered",
    ),
    ListPage("outreach:contact_list", Contact, met_this_week),
    ListPage("outreach:contact_list", Contact, met_this_month, A_MONTH, "a month"),
    ListPage("outreach:venue_list", Venue, lambda user: with_use(Venue.objects.allowed(user))),
    ListPage("outreach:incident_list", Incident, events_told),
    ListPage("outreach:activity_list", Activity, courses_held),
    ListPage("outreach:import_list", ImportBatch, imports),
    ListPage("legacy:batch_list", Batch, batches),
    ListPage("outreach:note_list", StatusNote, half_years),
    ListPage("reports:external_list", ExternalCount, lambda user: ExternalCount.objects.allowed(user).newest_first()),
    ListPage("reports:submission_list", Submission, lambda user: Submission.objects.allowed(user).defer("figures")),
    ListPage("reports:table_list", FreeTable, lambda user: FreeTable.objects.allowed(user).light()),
    ListPage("reports:edition_list", Edition, lambda user: with_files(Edition.objects.allowed(user).newest_first())),
    ListPage(
        "reports:history_list",
        HistoricalCount,
        lambda user: HistoricalCount.objects.allowed(user).uncrossed().in_order(),
    ),
)
READERS = [(page, role) for page in LISTS for role in page.roles]
