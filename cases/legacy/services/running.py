"""The job: row by row a case, some at a time. Killed anywhere it goes on where it was, for a number is one case."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.legacy.enums import BatchState, Column
from cases.legacy.judging import Judged, Row
from cases.legacy.models import Batch, Past
from cases.legacy.selectors import judged
from cases.legacy.services.batches import sheet_of
from cases.legacy.services.storing import store_row
from cases.outreach.sheets.judging import Problem
from cases.selectors import proposed_code_names
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import Conflict
from cmm.core.speaking import constraint_of
from cmm.jobs.services import Claimed

AT_ONCE = 25
TAKEN = "legacy_number_is_one_case"


def move_in(job: Claimed) -> None:
    """In the name of whoever started it, who must still have the right."""
    actor = User.objects.get(pk=job.created_by_id)
    batch: Batch = Batch.objects.allowed(actor, "change").select_related("organisation").get(pk=job.args["batch"])
    with override(actor.language or "da"):
        found = judged(actor, sheet_of(batch), batch.columns, batch.words)
        before = Past.objects.filter(batch=batch).count()
        refused: list[Problem] = []
        for number, rows in enumerate(some_at_a_time(found.rows)):
            done = before + number * AT_ONCE + len(rows)
            with transaction.atomic():
                refused += store_rows(actor, batch, rows)
                # Last: whoever comes back late has lost the lease, and then none of these rows stays.
                job.progress(done, before + len(found.rows))
        with job.finishing():
            finish(actor, batch, found, refused)


def some_at_a_time(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]


def store_rows(actor: User, batch: Batch, rows: Sequence[Row]) -> list[Problem]:
    """What the register refuses of one row leaves the others alone."""
    refused: list[Problem] = []
    names = proposed_code_names(len(rows))
    for row, name in zip(rows, names, strict=True):
        try:
            store_named(actor, batch, row, name)
        except ValidationError as wrong:
            refused.append(Problem(row.number, "", "", " ".join(wrong.messages)))
        except IntegrityError as broken:
            if constraint_of(broken) != TAKEN:
                raise
            column = str(Column.NUMBER.label)
            refused.append(Problem(row.number, column, "", _("The number is a case’s already.")))
    return refused


def store_named(actor: User, batch: Batch, row: Row, name: str) -> None:
    """Under another code name where somebody took this one meanwhile."""
    try:
        with transaction.atomic():
            store_row(actor, batch, row, code_name=name)
    except Conflict as overtaken:
        if overtaken.field != "code_name":
            raise
        with transaction.atomic():
            store_row(actor, batch, row, code_name=proposed_code_names()[0])


def finish(actor: User, batch: Batch, found: Judged, refused: list[Problem]) -> None:
    batch.made = Past.objects.filter(batch=batch).count()
    mine = set(Past.objects.filter(batch=batch).values_list("number", flat=True))
    batch.there = sum(one.legacy not in mine for one in found.there)
    batch.left_out = found.wrong + len(refused)
    batch.problems = [told(problem) for problem in (*found.problems, *refused)]
    batch.state = BatchState.DONE
    batch.save(update_fields=["made", "there", "left_out", "problems", "state"])
    record(actor, AuditAction.LEGACY_MOVED_IN, batch, rows=batch.made, left_out=batch.left_out, there=batch.there)


def told(problem: Problem) -> list[Any]:
    """Without what stands there: the file goes, and its words with it."""
    return [problem.number, problem.column, problem.text]
