"""What every page's frame shows: menu by role, who is logged in, and whether all of it is fictional."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmm.accounts.enums import Role
from cmm.accounts.idleness import time_left
from cmm.accounts.scoping import has_role_permission

# Label, address, what opens it, and other addresses that lie in the room. At most six are open to any one role
# (interface.md section 2).
BESIDE_CASES = ("identification:decision_list", "cases:glass_list", "retention:retention_list", "legacy:batch_list")
KEPT_BESIDE_CODES = ("identification:indicator_list", "identification:period_rule_list", "shelters:payer_rule_list")
KEPT_BESIDE_CONTACTS = ("outreach:figures", "outreach:note_list")
ROOMS = (
    (_("Today"), "today", (), ()),
    (_("Inquiries"), "cases:inquiry_list", ("cases.view_inquiry",), ()),
    (_("Cases"), "cases:case_list", ("cases.view_case",), BESIDE_CASES),
    (_("Referrals"), "cases:referral_list", ("cases.follow_inquiry",), ()),
    (_("Shared with us"), "followup:shared_list", ("followup.answer_sharedfile",), ()),
    (_("Outreach"), "outreach:start", ("outreach.add_contact",), ()),
    (_("Contacts"), "outreach:contact_list", ("outreach.view_contact",), KEPT_BESIDE_CONTACTS),
    (_("Tonight"), "shelters:tonight", ("shelters.stay_shelter",), ()),
    (_("Requests"), "shelters:request_list", ("shelters.answer_placementrequest",), ()),
    (_("Supervision"), "shelters:supervision", ("shelters.add_approval",), ()),
    (_("Places"), "shelters:board", ("shelters.view_shelter",), ("shelters:shelter_list",)),
    (_("Statistics"), "reports:edition_list", ("reports.view_edition",), ("coordination:forum_list",)),
    (_("Code lists"), "cases:code_list", ("cases.change_code",), KEPT_BESIDE_CODES),
    (_("Log"), "audit_log", ("audit.view_auditentry",), ("cases:glass_list", "retention:retention_list")),
    (_("Users"), "user_list", ("accounts.view_user",), ()),
    (_("Organisations"), "organisation_list", ("accounts.view_organisation",), ()),
)
# Whoever has one thing to do begins at it, and has no page of today.
STARTS = {
    frozenset({Role.OUTREACH_WORKER}): "outreach:start",
    frozenset({Role.MINISTRY_READER}): "reports:edition_list",
    frozenset({Role.SHELTER_STAFF}): "shelters:tonight",
    frozenset({Role.SUPERVISION_INSPECTOR}): "shelters:supervision",
}


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    current: bool


def start_of(user: Any) -> str | None:
    """The page ``user`` begins at instead of today's, if there is one."""
    return STARTS.get(user.roles)


def menu(request: HttpRequest) -> list[MenuItem]:
    """The rooms this user may enter, the one that is open marked."""
    open_rooms = [
        (label, [reverse(name) for name in (page, *also)])
        for label, page, permissions, also in ROOMS
        if is_open(request.user, page, permissions)
    ]
    here = {url: urls[0] for _label, urls in open_rooms for url in urls if is_under(request.path, url)}
    current = here[max(here, key=len)] if here else ""
    return [MenuItem(str(label), urls[0], urls[0] == current) for label, urls in open_rooms]


def is_open(user: Any, page: str, permissions: tuple[str, ...]) -> bool:
    if page == "today":
        return start_of(user) is None
    return any(has_role_permission(user, permission) for permission in permissions)


def is_under(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    common = {
        "demonstration": settings.CMM_DEMONSTRATION,
        "language": get_language() or "da",
        "neutral_site": settings.CMM_NEUTRAL_SITE,
    }
    if user is None or not user.is_authenticated:
        return common | {"menu": [], "user": None, "roles_label": "", "organisation": None}
    return common | {
        "menu": menu(request),
        "user": user,
        "roles_label": user.roles_label,
        "organisation": user.organisation,
        "session": time_left(request.session),
        "search_url": reverse("cases:case_list") if has_role_permission(user, "cases.view_case") else "",
    }


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The frame, worked out only where a page has one."""
    return {"chrome": SimpleLazyObject(lambda: frame(request))}
