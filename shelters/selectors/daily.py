"""What the houses wrote of their residents: on the page of a stay, of a case, and on Today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from cases.models import Case
from cmm.accounts.scoping import has_role_permission
from shelters.enums import ExitCause, NoteKind
from shelters.models import HouseNote, Placement, Service
from shelters.models.daily import TOLD

SHOWN, MOST = 10, 400  # lines on a page; and of somebody who asks for all of them
UNSEEN_AFTER = timedelta(days=1)  # then the coordinators are told too


@dataclass(frozen=True)
class Diary:
    """The latest services and notes, and whether there are more of either."""

    services: list[Service]
    notes: list[HouseNote]
    shown: int

    @property
    def has_more(self) -> bool:
        return len(self.services) > self.shown or len(self.notes) > self.shown

    @property
    def has_message(self) -> bool:
        """Whether somebody must still see one of them."""
        return any(note.must_be_seen for note in self.latest_notes)

    @property
    def latest_services(self) -> list[Service]:
        return self.services[: self.shown]

    @property
    def latest_notes(self) -> list[HouseNote]:
        return self.notes[: self.shown]


def diary_of(case_id: int, user: Any, *, house: int | None = None, shown: int = SHOWN) -> Diary:
    """What ``user`` may read of it, the latest first: from every house, or from the stays in one. Two statements."""
    where = {"case": case_id} | ({} if house is None else {"house_organisation": house})
    shown = min(shown, MOST)
    given: QuerySet[Service] = Service.objects.allowed(user).filter(**where)
    given = given.select_related("placement__unit__shelter", "kind", "logged_by", "struck_by")
    notes: QuerySet[HouseNote] = HouseNote.objects.allowed(user).filter(**where)
    notes = notes.select_related("placement__unit__shelter", "written_by", "ended_by", "seen_by")
    return Diary(
        list(given.order_by("-given_on", "-logged_at", "-pk")[: shown + 1]),
        list(notes.order_by("-at", "-written_at", "-pk")[: shown + 1]),
        shown,
    )


def away(stays: Collection[Placement], user: Any, moment: datetime) -> dict[int, HouseNote]:
    """Who of the residents is away at ``moment``, by stay; also whoever was given another place meanwhile."""
    here = {stay.pk: stay.pk for stay in stays} | {stay.moved_from_id: stay.pk for stay in stays if stay.moved_from_id}
    notes = HouseNote.objects.allowed(user).filter(placement__in=here)
    open_ones = notes.filter(kind=NoteKind.ABSENCE, ended_at__isnull=True, at__lte=moment)
    still = open_ones.filter(placement__exit_cause__in=("", ExitCause.MOVED))
    return {here[note.placement_id]: note for note in still.order_by("written_at")}


def disappearance_of(stay: Placement, user: Any) -> HouseNote | None:
    """The report that the person did not come back to this stay."""
    notes: QuerySet[HouseNote] = HouseNote.objects.allowed(user).filter(placement=stay, kind=NoteKind.DISAPPEARED)
    return notes.select_related("placement").first()


def is_told(user: Any, case_id: int) -> bool:
    """Whether a message about the case is for ``user``: its contact person, or whoever gives cases away."""
    if not has_role_permission(user, "cases.write_journal_case"):
        return False
    assigns = Case.objects.allowed(user, "assign").values("pk")
    mine = Case.objects.allowed(user, "write_journal").filter(Q(caseworker=user.pk) | Q(pk__in=assigns))
    return mine.filter(pk=case_id).exists()


def unseen_messages(user: Any) -> QuerySet[HouseNote]:
    """Who did not come back, and who came back after all, in own cases; for whoever gives cases away also where
    nobody is contact person, or nobody has seen it for a day. Of who is back only that is told.
    """
    rows: QuerySet[HouseNote] = HouseNote.objects.allowed(user).filter(
        Q(kind=NoteKind.CAME_BACK) | Q(ended_at__isnull=True), kind__in=TOLD, seen_at__isnull=True
    )
    mine = Q(case__caseworker=user.pk)
    if has_role_permission(user, "cases.assign_case"):
        mine |= Q(case__caseworker__isnull=True) | Q(written_at__lte=timezone.now() - UNSEEN_AFTER)
    return rows.filter(mine).order_by("at", "pk")


def message_in(user: Any) -> Subquery:
    """The message a case on the page has for ``user``: what it says, when, from where, and the stay."""
    said = {"kind": F("kind"), "at": F("at"), "house": F("placement__unit__shelter__name"), "stay": F("placement__ref")}
    return Subquery(unseen_messages(user).filter(case=OuterRef("pk")).values(told=JSONObject(**said))[:1])
