"""What is known of two files before, while and after they are merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.merging.models import Merge, MovedRow, Notice
from cases.merging.obstacles import between
from cases.merging.rules import File
from cases.models import Case, Changeover, DuplicateProposal, Handover, Identity, Inquiry, Wall
from cases.particulars import GROUPS, Particulars
from cases.selectors.safety import safety_of

SHOWN = 20


def file_of(case: Case) -> File:
    return File(
        status=case.status,
        protection=case.protection,
        authority=case.authority,
        caseworker=case.caseworker_id,
        organisation=case.organisation_id,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        is_husk=Merge.objects.filter(husk=case.pk, undone_at__isnull=True).exists(),
        has_safety_note=safety_of(case) is not None,
    )


def verdict_on(here: Case, there: Case) -> str | None:
    """What a coordinator judged of the two persons; empty where nobody has yet, None where nobody was asked."""
    pair = sorted((here.victim_id, there.victim_id))
    rows = DuplicateProposal.objects.filter(first=pair[0], second=pair[1])
    verdict: str | None = rows.values_list("verdict", flat=True).first()
    return verdict


def is_kept_from(user_id: int | None, *cases: Case) -> bool:
    """Whether a wall keeps one of the cases from somebody."""
    return user_id is not None and Wall.objects.standing().filter(user=user_id, case__in=cases).exists()


def obstacles_to(here: Case, there: Case) -> list[str]:
    return [*offered(here, there), *between(here, there)]


def offered(here: Case, there: Case) -> Iterator[str]:
    """A colleague is to answer of the file they were asked to take, and of no other."""
    if Changeover.objects.filter(case__in=[here.pk, there.pk], ended_at__isnull=True).exists():
        yield _("A colleague has been asked to take one of the cases. Have it answered or taken back first.")


def seen_whole(user: Any) -> QuerySet[Merge]:
    """Merges of which ``user`` works in the one and may see the other."""
    rows: QuerySet[Merge] = Merge.objects.allowed(user, "write_journal").filter(
        husk__in=Case.objects.allowed(user).values("pk")
    )
    return rows


def merges_with(user: Any, case: Case) -> list[Merge]:
    """Every merge the case had a part in, the latest first, in one statement.

    An authority that may read one of two files is not told that there is another.
    """
    rows = seen_whole(user).filter(Q(case=case.pk) | Q(husk=case.pk))
    return list(rows.select_related(*Merge.door_joins).order_by("-merged_at")[:SHOWN])


def merged_again(merge: Merge) -> bool:
    """Whether the surviving case was merged, either way, since: that is undone first."""
    rows = Merge.objects.filter(undone_at__isnull=True, merged_at__gt=merge.merged_at)
    touching = Q(case__in=[merge.case_id, merge.husk_id]) | Q(husk=merge.case_id)
    return rows.filter(touching).exclude(pk=merge.pk).exists()


def identity_in(user: Any, case: Case) -> Identity | None:
    """The identity recorded in the case, where the user may choose of it."""
    rows = Identity.objects.allowed(user, "change").filter(case=case.pk)
    found: Identity | None = rows.select_related(*Identity.door_joins).first()
    return found


def opened(identity: Identity) -> dict[str, Particulars]:
    """All three groups, for a comparison in memory; what is shown of them goes through the verb that logs it."""
    return {group: identity.particulars(group) for group in GROUPS}


@dataclass(frozen=True)
class Moved:
    """How many rows of one kind lie in a file, or have moved."""

    at_table: str
    number: int


def moving_of(case: Case) -> list[Moved]:
    """How many rows of each kind would move, among those the reader may see: one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(sec.moving())")
        tables = [table for (table,) in cursor.fetchall()]
        each = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table} WHERE case_id = %s" for table in tables)  # noqa: S608 -- names the database gave
        cursor.execute(each, [case.pk] * len(tables))
        return [Moved(table, number) for table, number in cursor.fetchall() if number]


def moved_by(merge: Merge) -> list[Moved]:
    counts: dict[str, int] = {}
    for table in MovedRow.objects.filter(merge=merge).order_by("pk").values_list("at_table", flat=True):
        counts[table] = counts.get(table, 0) + 1
    return [Moved(table, number) for table, number in counts.items()]


def referred_under(user: Any, refs: list[str]) -> list[Inquiry | Handover]:
    """What the user's organisation referred, by number."""
    if not refs:
        return []
    inquiries = Inquiry.objects.allowed(user, "follow").filter(ref__in=refs)
    waiting = Handover.objects.allowed(user, "follow").filter(ref__in=refs, inquiry__isnull=True)
    return [*inquiries, *waiting]


def notices_for(user: Any) -> QuerySet[Notice]:
    """What the user's organisation has not read yet."""
    rows: QuerySet[Notice] = Notice.objects.allowed(user, "follow").filter(read_at__isnull=True)
    return rows.order_by("-told_at", "-pk")
