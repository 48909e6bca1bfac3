"""Django's own change list of each table, as somebody would set it up with care. Only the bench has it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import ForeignKey, Model
from django.http import HttpRequest
from django.urls import reverse

from tests.lists.pages import LISTS, ListPage


class OpenSite(AdminSite):
    """Everybody who is logged in reads everything: the comparison is of time alone."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated

    def get_log_entries(self, request: HttpRequest) -> tuple[()]:
        """The admin's own log is a table the register has not got; no change list reads it."""
        return ()


class ChangeList(ModelAdmin):
    """Whoever is logged in may do what the admin's superuser may."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission


site = OpenSite()


@dataclass(frozen=True)
class SetUp:
    """What the page shows of a row, and what one can narrow and search it by, in the admin's words."""

    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()


INQUIRY = ("ref", "received_at", "channel", "source", "urgent", "outcome")
# The start page, the board and tonight put several tables together: no change list does.
SET_UP = {
    "user_list": SetUp(("name", "email", "organisation", "is_active"), search=("name", "email")),
    "organisation_list": SetUp(("name_da", "kind", "valid_from", "valid_to")),
    "audit_log": SetUp(("at", "actor_id", "action", "target_ref", "case_ref"), ("action", "at"), ("case_ref",)),
    "audit_readings": SetUp(
        ("at", "actor_id", "purpose", "basis", "surface", "page", "target_ref"), ("purpose", "at"), ("target_ref",)
    ),
    "audit_events": SetUp(("at", "actor_id", "kind", "subject")),
    "cases:case_list": SetUp(
        ("ref", "victim", "status", "opened_on", "authority", "caseworker", "touched_at"),
        ("status", "authority", "caseworker", "region"),
        ("ref", "victim__code_name"),
    ),
    "cases:inquiry_list": SetUp(INQUIRY, ("source", "region"), ("ref",)),
    "cases:refusal_list": SetUp(("month", "sex", "citizenship", "exploitation_form", "region", "reason")),
    "cases:referral_list": SetUp(("ref", "received_at", "outcome", "case")),
    "identification:indicator_list": SetUp(("label_da", "label_en", "source"), ("section",)),
    "cases:code_list": SetUp(("code", "label_da", "label_en", "valid_from", "valid_to"), ("list",)),
    "identification:decision_list": SetUp(("case", "number", "prepared_by", "submitted_at")),
    "shelters:shelter_list": SetUp(("name", "organisation", "accommodation_type", "region")),
    "shelters:request_list": SetUp(("ref", "shelter", "wanted_from", "wanted_to", "urgent", "state")),
    "outreach:contact_list": SetUp(("ref", "met_at", "venue", "contact_type", "recorded_by"), ("service_day", "venue")),
    "outreach:venue_list": SetUp(("name", "venue_type", "active")),
    "reports:edition_list": SetUp(("year", "number", "state", "requested_at", "published_at")),
    "reports:history_list": SetUp(
        ("year", "population", "dimension", "category", "printed", "source", "certainty"), ("year", "source")
    ),
}
site.register({page.table for page in LISTS}, ChangeList)


def address(page: ListPage, shown: int, number: int) -> str | None:
    """The change list set up as the page, with as many rows, at the same page of it; None where there is none."""
    if page.name not in SET_UP:
        return None
    admin, meta, set_up = site._registry[page.table], page.table._meta, SET_UP[page.name]
    admin.list_display, admin.list_filter, admin.search_fields = set_up.columns, set_up.filters, set_up.search
    admin.list_select_related = tuple(name for name in set_up.columns if points_on(page.table, name))
    admin.list_per_page = max(shown, 1)
    start = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{start}?p={number}" if number > 1 else start


def points_on(model: type[Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), ForeignKey)
