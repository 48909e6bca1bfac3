from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import InquiryOutcome
from cases.forms import CloseForm, InquiryFilter, InquiryForm
from cases.models import Inquiry
from cases.rules.inquiries import MOST_AT_ONCE
from cases.selectors import cases_from, inquiry_lists, open_tasks, referrals, referrers
from cases.selectors.handovers import not_yet_inquiries, with_consent
from cases.selectors.inquiries import as_referral, narrowed
from cases.selectors.search import has_searched
from cases.services import NewInquiry, close_inquiry, log_inquiry
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading, note_search
from cmm.core.counts import bounded_counts
from cmm.core.pages import bounded, page

SHOWN = 50  # of what an organisation referred and no inquiry was made of, the newest


@roles_required("cases.view_inquiry")
@require_safe
def inquiry_list(request: HttpRequest) -> HttpResponse:
    lists = inquiry_lists(request.user)
    form = InquiryFilter(request.GET or None)
    view = request.GET.get("view", "")
    view = view if view in lists else "open"
    chosen, counts = form.chosen(), bounded_counts(lists)
    inquiries = bounded(narrowed(lists[view], **chosen), request, counted=None if chosen else counts[view])
    note_search(request, {"q": chosen.get("q")}, inquiries.rows)
    context = {"view": view, "counts": counts, "inquiries": inquiries, "form": form}
    return page(request, "cases/inquiry_list.html", context)


@roles_required("cases.add_inquiry")
@require_http_methods(["GET", "POST"])
def inquiry_create(request: HttpRequest) -> HttpResponse:
    form = InquiryForm(request.POST or None, referrers=referrers())
    if form.is_valid():
        with form.refusing():
            inquiry = log_inquiry(actor=request.user, new=NewInquiry(**form.cleaned_data))
            messages.success(request, _("The inquiry is saved as %(ref)s.") % {"ref": inquiry.ref})
            return redirect(inquiry)
    return page(request, "cases/inquiry_create.html", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def inquiry_detail(request: HttpRequest, ref: str) -> HttpResponse:
    inquiry = get_allowed_or_404(request, Inquiry, ref=ref)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            close_inquiry(actor=request.user, inquiry=inquiry, **form.cleaned_data)
            messages.success(request, _("The inquiry is answered. It counts in the statistics."))
            return redirect(inquiry)
    context = {"inquiry": inquiry, "cases": list(cases_from(request.user, inquiry)[:MOST_AT_ONCE])}
    context["searched"] = inquiry.outcome == InquiryOutcome.OPEN and has_searched(request.user, inquiry)
    context |= {"tasks": open_tasks(inquiry) if inquiry.case_id is None else [], "today": timezone.localdate()}
    note_reading(request, context["cases"])
    return page(request, "cases/inquiry_detail.html", context, form=form)


@roles_required("cases.follow_inquiry")
@require_safe
def referral_list(request: HttpRequest) -> HttpResponse:
    shown = bounded(with_consent(referrals(request.user)), request)
    told = [as_referral(inquiry) for inquiry in shown.rows]
    sent = list(not_yet_inquiries(request.user)[:SHOWN])
    note_reading(request, [*shown.rows, *sent], action="follow")
    return page(request, "cases/referral_list.html", {"shown": shown, "referrals": told, "sent": sent})
