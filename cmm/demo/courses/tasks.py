"""Calls that were promised: most are kept on their day, some moved before it, and a few forgotten."""

from datetime import time, timedelta
from random import Random

from django.utils import timezone

from cases.enums import TaskKind
from cases.models import Case, Inquiry, Task
from cases.services import NewTask, add_task, complete_task, move_task
from cmm.accounts.models import User
from cmm.demo.clock import Course, moment
from cmm.demo.courses.acting import Play

CALLS = (
    "Ring med svar om plads", "Ring om tiden hos lægen", "Ring efter samtalen med advokaten",
    "Ring og hør, om natten gik godt", "Ring om tolken til næste samtale",
)  # fmt: skip
OTHERS = ("Send samtykke til krisecentret", "Bed om aktindsigt hos politiet", "Bestil tolk til samtalen")
CAME_OF_IT = ("Talte med personen", "Ingen svarede, lagt besked hos kontaktpersonen på krisecentret", "Aftalt")


FORGOTTEN, EVENING = 0.03, time(16, 5)


def promise(play: Play, case: Case) -> None:
    """What was promised before is kept, or moved; something new is promised for the coming days."""
    rng, worker = Random(f"promise {case.ref} {timezone.localdate()}"), case.caseworker
    day = timezone.localdate() + timedelta(days=rng.randint(1, 12))
    for task in Task.objects.filter(case=case, ended_at__isnull=True):
        if rng.random() < 0.2:
            why = "Personen bad om en anden dag"
            move_task(actor=worker, task=task, due_on=day, due_at=None, assignee=worker, reason=why)
            return
        complete_task(actor=worker, task=task, note=rng.choice(CAME_OF_IT))
    if rng.random() < 0.7:
        is_call = rng.random() < 0.7
        said = NewTask(
            kind=TaskKind.CALL if is_call else TaskKind.OTHER,
            what=rng.choice(CALLS if is_call else OTHERS),
            assignee=worker,
            due_on=day,
            due_at=time(rng.randint(9, 15), rng.choice([0, 30])) if is_call and rng.random() < 0.6 else None,
        )
        task = add_task(actor=worker, on=case, new=said)
        if rng.random() > FORGOTTEN:
            play.clock.enter(moment(day, EVENING), kept(task, rng.choice(CAME_OF_IT)))


def kept(task: Task, note: str) -> Course:
    """On its day it is done, where it was not before."""
    for still_open in Task.objects.filter(pk=task.pk, ended_at__isnull=True).select_related("assignee"):
        complete_task(actor=still_open.assignee, task=still_open, note=note)
    yield from ()


def keep_all(case: Case) -> None:
    """Nothing is left undone when a case is closed."""
    for task in Task.objects.filter(case=case, ended_at__isnull=True):
        complete_task(actor=case.caseworker, task=task, note=CAME_OF_IT[0])


def ring_back(worker: User, inquiry: Inquiry) -> None:
    """Whoever told us was promised an answer."""
    day = timezone.localdate() + timedelta(days=1)
    add_task(
        actor=worker, on=inquiry, new=NewTask(TaskKind.CALL, "Ring tilbage til den, der henvendte sig", worker, day)
    )
