"""Dated work of a case, or of an inquiry before there is one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import DoneForm, MoveForm, TaskForm
from cases.models import Case, Inquiry, Task
from cases.selectors import caseworkers, open_tasks, tasks_of
from cases.services import add_task, complete_task, move_task
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import bounded, page


@login_required
@require_safe
def task_list(request: HttpRequest, ref: str) -> HttpResponse:
    """All that was promised in the case, for those who may write in its journal."""
    case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    context = {
        "case": case,
        "today": timezone.localdate(),
        "tasks": open_tasks(case),
        "all": bounded(tasks_of(case), request),
    }
    return page(request, "cases/tasks.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def task_create(request: HttpRequest, ref: str) -> HttpResponse:
    return create(request, get_allowed_or_404(request, Case, "write_journal", ref=ref))


@login_required
@require_http_methods(["GET", "POST"])
def inquiry_task_create(request: HttpRequest, ref: str) -> HttpResponse:
    return create(request, get_allowed_or_404(request, Inquiry, "change", ref=ref))


def create(request: HttpRequest, on: Case | Inquiry) -> HttpResponse:
    initial = {"assignee": request.user.pk, "kind": request.GET.get("kind")}
    form = TaskForm(request.POST or None, initial=initial, colleagues=caseworkers(on.organisation_id))
    if form.is_valid():
        with form.refusing():
            add_task(actor=request.user, on=on, new=form.task())
            messages.success(request, _("The task is saved. It stands on Today for whoever does it."))
            return redirect(on)
    return page(request, "cases/task_create.html", told_of(on), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def task_complete(request: HttpRequest, pk: int) -> HttpResponse:
    """What was promised, what to know before one rings, and that it is done."""
    task = get_allowed_or_404(request, Task, "write_journal", pk=pk)
    form = DoneForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            complete_task(actor=request.user, task=task, **form.cleaned_data)
            messages.success(request, _("The task is done."))
            return redirect(task.home)
    return page(request, "cases/task_complete.html", told_of(task.home) | {"task": task}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def task_move(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_allowed_or_404(request, Task, "write_journal", pk=pk)
    initial = {"assignee": task.assignee_id, "due_on": task.due_on, "due_at": task.due_at}
    form = MoveForm(request.POST or None, initial=initial, colleagues=caseworkers(task.home.organisation_id))
    if form.is_valid():
        with form.refusing():
            move_task(actor=request.user, task=task, **form.cleaned_data)
            messages.success(request, _("The task is moved."))
            return redirect(task.home)
    return page(request, "cases/task_move.html", told_of(task.home) | {"task": task}, form=form)


def told_of(on: Case | Inquiry) -> dict[str, Any]:
    """What a task hangs on, under the name its page knows it by."""
    return {
        "case": on if isinstance(on, Case) else None,
        "inquiry": on if isinstance(on, Inquiry) else None,
        "home": on,
    }
