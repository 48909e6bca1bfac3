"""Dated work: a call that was promised, or something else, done or moved."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from cases.enums import TaskEnding, TaskKind
from cases.models import Case, Inquiry, Task
from cases.rules.tasks import check_assignee, check_still_asked, check_still_open, check_task
from cases.selectors import caseworkers
from cases.services.locks import locked_under_case
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record


@dataclass(frozen=True)
class NewTask:
    """What is to be done, by whom and when."""

    kind: TaskKind
    what: str
    assignee: User
    due_on: date
    due_at: time | None = None


@transaction.atomic
def add_task(*, actor: User, on: Case | Inquiry, new: NewTask) -> Task:
    """Somebody will do something by a day, in a case or for an open inquiry. Raises RuleError, Conflict."""
    if isinstance(on, Case):
        require(actor, "write_journal", on)
        return store(actor, on, new)
    require(actor, "change", on)
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=on.pk)
    check_still_asked(outcome=inquiry.outcome)
    return store(actor, inquiry, new)


@transaction.atomic
def complete_task(*, actor: User, task: Task, note: str = "") -> Task:
    """It is done. Raises Conflict."""
    require(actor, "write_journal", task)
    task = ended(actor, locked(task), TaskEnding.DONE, note)
    trace(actor, AuditAction.TASK_DONE, task)
    return task


@transaction.atomic
def move_task(*, actor: User, task: Task, due_on: date, due_at: time | None, assignee: User, reason: str) -> Task:
    """It is for another day, or for somebody else; what was promised first stays. Raises RuleError, Conflict."""
    require(actor, "write_journal", task)
    task = ended(actor, locked(task), TaskEnding.MOVED, reason)
    new = NewTask(TaskKind(task.kind), task.what, assignee, due_on, due_at)
    return store(actor, task.home, new, replaces=task)


def locked(task: Task) -> Task:
    found = locked_under_case(task, "inquiry")
    check_still_open(is_open=found.ended_at is None)
    return found


def ended(actor: User, task: Task, how: TaskEnding, note: str) -> Task:
    task.ended_as, task.ended_note, task.ended_by, task.ended_at = how, note.strip(), actor, timezone.now()
    task.full_clean(exclude=["case", "inquiry", "assignee", "added_by", "ended_by", "replaces"])
    task.save(update_fields=["ended_as", "ended_note", "ended_by", "ended_at"])
    if task.case:
        touch(task.case)
    return task


def store(actor: User, on: Case | Inquiry, new: NewTask, *, replaces: Task | None = None) -> Task:
    is_colleague = caseworkers(on.organisation_id).filter(pk=new.assignee.pk).exists()
    check_task(due_on=new.due_on, today=timezone.localdate(), is_colleague=is_colleague)
    under = {"case": on} if isinstance(on, Case) else {"inquiry": on}
    if isinstance(on, Case):
        close = new.assignee.pk in (actor.pk, on.caseworker_id)
        check_assignee(protection=on.protection, is_close=close)
    said = {"kind": new.kind, "what": new.what, "assignee": new.assignee, "due_on": new.due_on, "due_at": new.due_at}
    task = Task(**under, **said, added_by=actor, replaces=replaces)
    task.full_clean(exclude=["case", "inquiry", "assignee", "added_by", "replaces"])
    task.save(force_insert=True)
    if isinstance(on, Case):
        touch(on)
    trace(actor, AuditAction.TASK_MOVED if replaces else AuditAction.TASK_ADDED, task)
    return task


def trace(actor: User, action: AuditAction, task: Task) -> None:
    record(actor, action, task, case_ref=task.home.ref, kind=str(task.kind), due_on=task.due_on.isoformat())
