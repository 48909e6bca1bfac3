"""Two files that are one human being's become one."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from cases.enums import CaseStatus
from cases.merging.choices import FACTS
from cases.merging.models import Merge
from cases.merging.rules import File, check_choice, check_standing, check_two, protection_of, status_of
from cases.merging.selectors import file_of, identity_in, is_kept_from, obstacles_to, opened, verdict_on
from cases.merging.services.refusing import speaking_of_files
from cases.models import Case, Identity
from cases.particulars import GROUPS
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What is taken from the file that lies in the other from now on; everything else stays as it is."""

    facts: Collection[str] = field(default_factory=frozenset)
    identity: Collection[str] = field(default_factory=frozenset)  # as "names-aliases"


@transaction.atomic
def merge_cases(*, actor: User, case: Case, husk: Case, reason: str, chosen: Chosen) -> Merge:
    """``husk`` lies in ``case`` from now on: its rows move there, and it stays behind as it was, closed.

    One colleague does it and another may undo it, for nothing is lost by either. Raises RuleError, Conflict.
    """
    require(actor, "merge", case)
    require(actor, "merge", husk)
    case, husk = held(case, husk)
    here, there = file_of(case), file_of(husk)
    taken = [fact for fact in FACTS if fact.name in chosen.facts]
    contact_person = husk.caseworker_id if "caseworker" in chosen.facts else case.caseworker_id
    check_two(
        here,
        there,
        same_file=case.pk == husk.pk,
        verdict=verdict_on(case, husk),
        walled=is_kept_from(contact_person, case, husk),
    )
    check_standing(here, there, obstacles_to(case, husk))
    check_choice(protection=protection_of(here, there), caseworker=contact_person, reason=reason)
    merge = Merge(
        case=case, husk=husk, reason=reason.strip(), taken=sorted(fact.name for fact in taken), merged_by=actor
    )
    merge.identity_was = take_identity(actor, case, husk, chosen.identity)
    facts = {
        "case": facts_of_case(here, there) | columns(taken, husk, of_person=False),
        "husk": facts_of_husk(here, there, contact_person, timezone.localdate()),
        "victim": columns(taken, husk.victim, of_person=True),
    }
    with speaking_of_files(Merge):
        merge.save(force_insert=True)
        call("move_rows", merge, facts)
    record(actor, AuditAction.FILES_MERGED, merge, case_ref=case.ref, husk=husk.ref, fields=merge.taken)
    return merge


def held(*cases: Case) -> tuple[Case, ...]:
    """Both files with their persons, locked in the order everybody locks them in."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("victim").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[case.pk for case in cases])}
    return tuple(found[case.pk] for case in cases)


def facts_of_case(here: File, there: File) -> dict[str, Any]:
    """What the merged file is whatever is chosen: as protected, as far and as old as either of the two."""
    status = status_of(here, there)
    closed = max((day for day in (here.closed_on, there.closed_on) if day), default=None)
    return {
        "status": status,
        "closed_on": closed.isoformat() if closed and status == CaseStatus.CLOSED else None,
        "protection": protection_of(here, there),
        "opened_on": min(here.opened_on, there.opened_on).isoformat(),
        "touched_at": timezone.now().isoformat(),
    }


def facts_of_husk(here: File, there: File, contact_person: int | None, today: date) -> dict[str, Any]:
    """Closed, as protected as the file it lies in, and in the same hands."""
    return {
        "status": CaseStatus.CLOSED.value,
        "closed_on": (there.closed_on or max(today, there.opened_on)).isoformat(),
        "protection": protection_of(here, there),
        "caseworker_id": contact_person,
    }


def columns(taken: Collection[Any], row: Model, *, of_person: bool) -> dict[str, Any]:
    return {column: getattr(row, column) for fact in taken if fact.of_person == of_person for column in fact.columns}


def take_identity(actor: User, case: Case, husk: Case, wanted: Collection[str]) -> dict[str, Any] | None:
    """What was chosen of the other's identity is put on this one; gives what it said before, if anything changes.

    Where only one of the two has an identity it is the person's from now on, and moves as it is.
    """
    here, there = identity_in(actor, case), identity_in(actor, husk)
    if here is None or there is None or not wanted:
        return None
    here = Identity.objects.select_for_update(of=("self",)).get(pk=here.pk)
    was, other, became = opened(here), opened(there), {}
    for group in GROUPS:
        names = [name.split("-", 1)[1] for name in wanted if name.startswith(f"{group}-")]
        if names:
            became[group] = replace(was[group], **{name: getattr(other[group], name) for name in names})
            setattr(here, group, became[group].filled() or None)
    kept = {
        "was": {group: was[group].filled() for group in became},
        "became": {group: particulars.filled() for group, particulars in became.items()},
        "version": here.version,
        "changed_by": here.changed_by_id,
        "changed_at": here.changed_at.isoformat(),
    }
    here.search = here.search_form()
    here.version, here.changed_by, here.changed_at = here.version + 1, actor, timezone.now()
    here.save()  # both were compared with everybody when they were written
    return kept


def call(function: str, merge: Merge, *arguments: Any) -> None:
    """The database moves the rows: nothing else may, and it asks once more who does."""
    marks = ", ".join(["%s"] * (1 + len(arguments)))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{function}({marks})", [merge.pk, *(json.dumps(one) for one in arguments)])
