"""Emergency accesses as work for those who review them, and as the bar that whoever has one sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.models import BrokenGlass
from cases.querysets import GlassQuerySet
from cases.rules import is_too_many
from cmm.accounts.policies.reader import Reader


def running_glasses(user: Any) -> list[BrokenGlass]:
    """What ``user`` has open by emergency access now, what ends first first."""
    return list(BrokenGlass.objects.of(user).running().order_by("ends_at", "pk"))


def has_glass() -> Exists:
    """Whether an account has anything open by emergency access now."""
    return Exists(BrokenGlass.objects.of(OuterRef("pk")).running(Reader.now))


def glass_lists(user: Any) -> dict[str, GlassQuerySet]:
    """What waits for the review of ``user``, the longest waiting first; and all of them, newest first."""
    rows: GlassQuerySet = BrokenGlass.objects.allowed(user, "judge").select_related("user", "reviewed_by")
    waiting: GlassQuerySet = BrokenGlass.objects.for_review_by(user).select_related("user", "reviewed_by")
    return {"waiting": waiting.order_by("opened_at", "pk"), "all": rows.order_by("-opened_at", "-pk")}


@dataclass(frozen=True)
class Reviewed:
    """One emergency access, and whether whoever broke it had done so too often by then."""

    glass: BrokenGlass
    too_many: bool


def with_frequency(glasses: Iterable[BrokenGlass]) -> list[Reviewed]:
    """Each of ``glasses`` with whether it was one too many in its month, in one more statement."""
    rows = list(glasses)
    opened: dict[int, list[datetime]] = defaultdict(list)
    everybody = BrokenGlass.objects.filter(user__in={glass.user_id for glass in rows})
    for user_id, at in everybody.values_list("user_id", "opened_at"):
        opened[user_id].append(at)
    return [Reviewed(glass, is_too_many(opened[glass.user_id], glass.opened_at)) for glass in rows]


# What the pages of a case are called by those who read about them.
PAGES = {
    "case_detail": _("Overview"),
    "cases:identity": _("Identity"),
    "identification:assessment_list": _("Clarification"),
    "identification:assessment_detail": _("Assessment"),
    "shelters:case_placements": _("Accommodation"),
    "shelters:placement_detail": _("Stay"),
    "shelters:request_detail": _("A request for a place"),
}


@dataclass(frozen=True)
class Opened:
    """One page that was opened under an emergency access."""

    at: datetime
    page: Any
    ref: str


def opened_under(glass: BrokenGlass) -> list[Opened]:
    """What somebody did with the access, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, page, target_ref FROM sec.under_glass(%s)", [glass.pk])
        return [Opened(at, PAGES.get(page, _("In a list")), ref) for at, page, ref in cursor.fetchall()]
