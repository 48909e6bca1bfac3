"""What organisations refer to CMM: the list, one of them with its answer, and a consent that was withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.enums import HandoverAnswer
from cases.forms.handovers import HandoverAnswerForm
from cases.models import Case, Handover
from cases.selectors.handovers import handover_lists
from cases.services import accept_handover, heed_withdrawal, refuse_handover, tie_handover
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.core.counts import bounded_counts
from cmm.core.errors import Conflict
from cmm.core.pages import bounded, page


@roles_required("cases.answer_handover")
@require_safe
def handover_list(request: HttpRequest) -> HttpResponse:
    lists = handover_lists(request.user)
    view = request.GET.get("view", "")
    view = view if view in lists else "open"
    counts = bounded_counts(lists)
    shown = bounded(lists[view], request, counted=counts[view])
    note_reading(request, shown.rows)
    return page(request, "cases/handover_list.html", {"view": view, "counts": counts, "shown": shown})


@login_required
@require_http_methods(["GET", "POST"])
def handover_detail(request: HttpRequest, ref: str) -> HttpResponse:
    handover = get_allowed_or_404(request, Handover, "answer", ref=ref)
    form = HandoverAnswerForm(request.POST or None, cases=Case.objects.allowed(request.user, "change"))
    if form.is_valid():
        with form.refusing():
            return answered(request, handover, form)
    return page(request, "cases/handover_detail.html", {"handover": handover}, form=form)


def answered(request: HttpRequest, handover: Handover, form: HandoverAnswerForm) -> HttpResponse:
    told, actor = form.cleaned_data, request.user
    if told["how"] == HandoverAnswer.INQUIRY:
        inquiry = accept_handover(actor=actor, handover=handover, source=told["source"])
        messages.success(request, _("The referral is an inquiry now. Whoever referred sees that it is accepted."))
        return redirect(inquiry)
    if told["how"] == HandoverAnswer.CASE:
        tie_handover(actor=actor, handover=handover, case=told["case"])
        messages.success(request, _("The referral belongs to the case. Whoever referred sees that it is accepted."))
        return redirect(handover)
    refuse_handover(actor=actor, handover=handover, reason=told["reason"])
    messages.success(request, _("The answer is no. Whoever referred sees that, and not why."))
    return redirect(handover)


@login_required
@require_POST
def handover_heed(request: HttpRequest, ref: str) -> HttpResponse:
    handover = get_allowed_or_404(request, Handover, "answer", ref=ref)
    try:
        heed_withdrawal(actor=request.user, handover=handover)
    except Conflict as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, _("It is written down that you have read it."))
    return redirect(handover)
