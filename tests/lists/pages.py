"""Every list page: its address, what it lists in its order, and the columns it shows of it.

A list page of the matrix without a line here fails a test. ``rows`` asks as the page asks, so that the bench can
ask the same with and without the policy table; it is whole, where the page shows one page of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.enums import CodeList
from cases.outreach.models import Contact, Venue
from cases.outreach.week import span_of
from cases.selectors import case_lists, codes_of, inquiry_lists, referrals, sorted_cases
from cases.selectors.lists import NEWEST
from cmm.accounts.models import Organisation, User
from cmm.accounts.selectors import users_with_roles
from cmm.audit.selectors import entries, security_events
from cmm.core.danish import danish
from cmm.desk.selectors import own_cases
from cmm.desk.views import STARTS
from identification.selectors import waiting
from reports.models import Edition, HistoricalCount
from reports.selectors.editions import with_files
from shelters.models import Placement, Shelter
from shelters.rules import night_of
from shelters.selectors import request_rows
from shelters.selectors.board import NIGHTS, SHOWS_BEFORE
from tests.permissions.matrix import PAGES

BAR = 12  # statements, design section 8
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class ListPage:
    """One list, at one of its views where it has several; ``query`` may speak of today and a month ago."""

    name: str
    rows: Callable[[Any], QuerySet[Any]]
    columns: tuple[str, ...]
    query: str = ""
    view: str = ""

    @property
    def label(self) -> str:
        return f"{self.name}, {self.view}" if self.view else self.name

    @property
    def roles(self) -> list[str]:
        """Who reads it. Whoever it leads straight on to another page reads that one."""
        led_on = {role for start in STARTS for role in start} if self.name == "today" else set()
        return sorted(PAGES[self.name][1][""] - led_on)

    def address(self, number: int = 1) -> str:
        today = timezone.localdate()
        parts = [self.query.format(today=today, month_ago=today - MONTH)] if self.query else []
        parts += [f"page={number}"] if number > 1 else []
        return f"{reverse(self.name)}?{'&'.join(parts)}" if parts else reverse(self.name)


def tonight(user: Any) -> QuerySet[Any]:
    rows = Placement.objects.allowed(user).select_related("unit").order_by("unit__position", "unit__name")
    return rows.tonight(night_of(timezone.localtime()))


def on_the_board(user: Any) -> QuerySet[Any]:
    first = night_of(timezone.localtime()) - timedelta(days=SHOWS_BEFORE)
    window = DateRange(first, first + timedelta(days=NIGHTS))
    return Placement.objects.allowed(user).during(window).select_related("case__victim", "unit__shelter")


def met(user: Any, first: Any, last: Any) -> QuerySet[Any]:
    rows = Contact.objects.allowed(user).between(first, last)
    return rows.select_related("venue", "contact_type", "recorded_by").newest_first()


def met_this_week(user: Any) -> QuerySet[Any]:
    week = span_of(None, None)
    return met(user, week.first, week.last)


CASE = ("ref", "victim", "status", "opened_on", "authority", "caseworker", "touched_at")
INQUIRY = ("ref", "received_at", "channel", "source", "urgent", "outcome")
CONTACT = ("ref", "met_at", "venue", "contact_type", "recorded_by")
REQUEST = ("ref", "known_as", "shelter", "wanted_from", "wanted_to", "urgent", "state")
STAY = ("ref", "known_as", "unit", "stay")
A_MONTH = "start={month_ago:%d-%m-%Y}&end={today:%d-%m-%Y}"

LISTS = (
    ListPage("today", own_cases, CASE),
    ListPage(
        "user_list", lambda user: users_with_roles(User.objects.allowed(user), ""), ("name", "email", "organisation")
    ),
    ListPage(
        "organisation_list",
        lambda user: Organisation.objects.allowed(user).order_by(danish("name_da"), "pk"),
        ("name_da", "kind", "valid_from", "valid_to"),
    ),
    ListPage("audit_log", lambda _user: entries(), ("at", "actor_id", "action", "target_ref", "case_ref")),
    ListPage("audit_events", lambda _user: security_events(), ("at", "actor_id", "kind", "subject")),
    ListPage("cases:case_list", lambda user: sorted_cases(case_lists(user)["all"], NEWEST), CASE),
    ListPage("cases:inquiry_list", lambda user: inquiry_lists(user)["open"], INQUIRY),
    ListPage("cases:inquiry_list", lambda user: inquiry_lists(user)["all"], INQUIRY, "view=all", "all"),
    ListPage("cases:referral_list", referrals, ("ref", "received_at", "outcome", "case")),
    ListPage("cases:code_list", lambda _user: codes_of(CodeList.EXPLOITATION_FORM), ("code", "label_da", "label_en")),
    ListPage("identification:decision_list", waiting, ("case", "number", "prepared_by", "submitted_at")),
    ListPage(
        "shelters:shelter_list",
        lambda user: Shelter.objects.allowed(user).select_related("organisation", "accommodation_type"),
        ("name", "organisation", "accommodation_type", "region"),
    ),
    ListPage("shelters:board", on_the_board, STAY),
    ListPage("shelters:tonight", tonight, STAY),
    ListPage("shelters:request_list", lambda user: request_rows(user, "waiting"), REQUEST),
    ListPage(
        "shelters:request_list", lambda user: request_rows(user, "answered"), REQUEST, "view=answered", "answered"
    ),
    ListPage("outreach:contact_list", met_this_week, CONTACT),
    ListPage(
        "outreach:contact_list",
        lambda user: met(user, timezone.localdate() - MONTH, timezone.localdate()),
        CONTACT, A_MONTH, "a month",
    ),
    ListPage(
        "outreach:venue_list", lambda user: Venue.objects.allowed(user).with_use(), ("name", "venue_type", "active")
    ),
    ListPage(
        "reports:edition_list",
        lambda user: with_files(Edition.objects.allowed(user).newest_first()),
        ("year", "number", "state", "requested_at", "published_at"),
    ),
    ListPage(
        "reports:history_list",
        lambda user: HistoricalCount.objects.allowed(user).uncrossed().in_order(),
        ("year", "population", "dimension", "category", "printed", "source", "certainty"),
    ),
)  # fmt: skip
READERS = [(page, role) for page in LISTS for role in page.roles]
