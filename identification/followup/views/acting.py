"""What the pages of the follow-up have in common: a case somebody writes in, its rows, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404


def case_of(request: HttpRequest, ref: str) -> Case:
    found: Case = get_allowed_or_404(request, Case, "write_journal", ref=ref)
    return found


def row_of(request: HttpRequest, model: Any, case: Case, number: int) -> Any:
    """One row of the case, standing or not."""
    row = get_object_or_404(model.objects.allowed(request.user, "write_journal"), case=case, number=number)
    row.case = case
    return row


def done(request: HttpRequest, case: Case, part: str) -> HttpResponse:
    messages.success(request, _("It is written down."))
    return redirect(f"{reverse('followup:case_followup', args=[case.ref])}#{part}")
