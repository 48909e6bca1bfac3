"""The start page of readers without cases: their rooms, and what waits in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from cmm.accounts.scoping import has_role_permission

REFERRALS = "cases:referral_list"
# Address, what opens it, its name, and what is done there.
ROOMS = (
    (
        REFERRALS,
        "cases.follow_inquiry",
        gettext_lazy("Referrals"),
        gettext_lazy("Follow the status of the persons you have referred."),
    ),
    (
        "outreach:contact_list",
        "outreach.view_contact",
        gettext_lazy("Contacts"),
        gettext_lazy("Read and count what your colleagues have met."),
    ),
    (
        "shelters:request_list",
        "shelters.answer_placementrequest",
        gettext_lazy("Requests"),
        gettext_lazy("Answer who asks for a place."),
    ),
    (
        "shelters:tonight",
        "shelters.stay_shelter",
        gettext_lazy("Tonight"),
        gettext_lazy("See who sleeps here, who arrives, and who leaves."),
    ),
    (
        "shelters:supervision",
        "shelters.add_approval",
        gettext_lazy("Supervision"),
        gettext_lazy("See which approvals lapse, and where to go."),
    ),
    (
        "shelters:board",
        "shelters.view_shelter",
        gettext_lazy("Places"),
        gettext_lazy("See free and taken places night by night."),
    ),
    (
        "reports:edition_list",
        "reports.view_edition",
        gettext_lazy("Statistics"),
        gettext_lazy("Read the yearly reports and their figures."),
    ),
    (
        "cases:glass_list",
        "cases.judge_brokenglass",
        gettext_lazy("Emergency access"),
        gettext_lazy("Review who has opened a case in an emergency."),
    ),
    ("audit_log", "audit.view_auditentry", gettext_lazy("Log"), gettext_lazy("See who has opened and changed what.")),
    (
        "user_list",
        "accounts.view_user",
        gettext_lazy("Users"),
        gettext_lazy("Open and close accounts, and give roles."),
    ),
    (
        "organisation_list",
        "accounts.view_organisation",
        gettext_lazy("Organisations"),
        gettext_lazy("See who takes part in the register."),
    ),
)


@dataclass(frozen=True)
class Room:
    label: str
    text: str
    url: str
    waiting: int
    unread: int = 0  # notices of cases the reader's organisation referred


def rooms_of(user: Any, waiting: Mapping[str, int]) -> list[Room]:
    """The rooms open to ``user``, those where something waits first."""
    rooms = [
        Room(
            str(label), str(text), reverse(name), waiting.get(name, 0), waiting.get("notices", 0) * (name == REFERRALS)
        )
        for name, permission, label, text in ROOMS
        if has_role_permission(user, permission)
    ]
    return sorted(rooms, key=lambda room: not (room.waiting or room.unread))
