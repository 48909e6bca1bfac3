"""A part of a file is shared for a time; whoever receives it reads that and nothing else."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import can
from cmm.core.pages import bounded, page
from identification.followup.enums import Part
from identification.followup.forms import ShareAnswerForm, ShareForm
from identification.followup.models import SharedFile
from identification.followup.selectors import shared_with
from identification.followup.services import answer_shared, share_file
from identification.followup.views.acting import case_of


@login_required
@require_http_methods(["GET", "POST"])
def share_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_of(request, ref)
    form = ShareForm(request.POST or None, case=case)
    if form.is_valid():
        with form.refusing():
            share_file(actor=request.user, case=case, new=form.referral(), share=form.share(), despite=form.despite)
            messages.success(request, _("It is shared. It stands among those who were told."))
            return redirect("cases:case_referrals", case.ref)
    return page(request, "followup/share_create.html", {"case": case}, form=form)


@roles_required("followup.answer_sharedfile")
@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """Numbers and days alone; what was shared is opened one at a time."""
    shown = bounded(shared_with(request.user), request)
    note_reading(request, shown.rows)
    return page(request, "followup/shared_list.html", {"shown": shown})


@login_required
@require_http_methods(["GET", "POST"])
def shared_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    shared = get_allowed_or_404(request, SharedFile, pk=pk)
    may = not shared.answered_as and can(request.user, "answer", shared)
    form = ShareAnswerForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            answer_shared(actor=request.user, shared=shared, **form.cleaned_data)
            messages.success(request, _("CMM has your answer."))
            return redirect(shared)
    said = shared.frozen.reveal()
    parts = [(Part(one["part"]).label, one["rows"]) for one in said["parts"]]
    context = {"shared": shared, "told": said["told"], "parts": parts, "may": may}
    return page(request, "followup/shared_detail.html", context, form=form)
