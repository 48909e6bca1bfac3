"""Who has which cases: one is offered to a colleague, many are assigned, and somebody covers for another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.enums import ChangeoverEnd
from cases.forms.caseload import CoverForm, OfferAnswerForm, OfferForm, PickForm, picked
from cases.models import Case, Changeover
from cases.selectors import caseworkers
from cases.selectors.caseload import VIEWS, assignable, covers
from cases.services import (
    NotAll,
    accept_case,
    assign_cases,
    decline_case,
    end_cover,
    give_cover,
    offer_case,
    take_back_offer,
)
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import can
from cmm.core.counts import bounded_counts
from cmm.core.errors import Conflict
from cmm.core.pages import bounded, page


@login_required
@require_http_methods(["GET", "POST"])
def changeover_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "hand_on", ref=ref)
    colleagues = caseworkers(case.organisation_id).exclude(pk=case.caseworker_id)
    form = OfferForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        with form.refusing():
            offer = offer_case(actor=request.user, case=case, **form.cleaned_data)
            words = {"name": offer.receiver}
            messages.success(
                request, _("%(name)s is asked on Today. The case is where it was until they say yes.") % words
            )
            return redirect(case)
    return page(request, "cases/changeover_create.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def changeover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The note, for whoever is asked, and for those who see the case."""
    offer = get_allowed_or_404(request, Changeover, pk=pk)
    answers = offer.waits and can(request.user, "answer", offer)
    form = OfferAnswerForm(request.POST or None) if answers else None
    if form and form.is_valid():
        with form.refusing():
            return answered(request, offer, **form.cleaned_data)
    withdraws = offer.waits and not answers and can(request.user, "withdraw", offer)
    return page(request, "cases/changeover_detail.html", {"offer": offer, "withdraws": withdraws}, form=form)


def answered(request: HttpRequest, offer: Changeover, *, how: str, answer: str) -> HttpResponse:
    if how == ChangeoverEnd.ACCEPTED:
        case = accept_case(actor=request.user, offer=offer, answer=answer)
        messages.success(request, _("The case is yours."))
        return redirect(case)
    decline_case(actor=request.user, offer=offer, answer=answer)
    messages.success(request, _("Your answer is no. The case is where it was."))
    return redirect("today")


@login_required
@require_POST
def changeover_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    offer = get_allowed_or_404(request, Changeover, "withdraw", pk=pk)
    try:
        take_back_offer(actor=request.user, offer=offer)
    except Conflict as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, _("The offer is taken back."))
    return redirect(offer)


@roles_required("cases.assign_case")
@require_http_methods(["GET", "POST"])
def case_assign_many(request: HttpRequest) -> HttpResponse:
    """Cases are ticked and go to one colleague: all of them, or none and each that cannot says why."""
    lists = assignable(request.user)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    form = PickForm(request.POST or None, colleagues=caseworkers(request.user.organisation_id))
    ticked, refused = request.POST.getlist("picked"), {}
    if form.is_valid():
        with form.refusing():
            try:
                done = assign_cases(actor=request.user, picked=picked(ticked), **form.cleaned_data)
            except NotAll as error:
                refused = error.rows
                raise
            told = ngettext(
                "%(count)s case is assigned to %(name)s.", "%(count)s cases are assigned to %(name)s.", len(done)
            )
            messages.success(request, told % {"count": len(done), "name": form.cleaned_data["caseworker"]})
            return redirect(f"{request.path}?view={view}")
    counts = bounded_counts(lists)
    shown = bounded(lists[view], request, counted=counts[view])
    note_reading(request, shown.rows)
    absent = {ref: why for ref, why in refused.items() if ref not in {case.ref for case in shown.rows}}
    context = {"view": view, "counts": counts, "shown": shown, "refused": refused, "absent": absent, "ticked": ticked}
    return page(request, "cases/case_assign_many.html", context, form=form)


@roles_required("accounts.add_cover")
@require_http_methods(["GET", "POST"])
def cover_list(request: HttpRequest) -> HttpResponse:
    form = CoverForm(request.POST or None, colleagues=caseworkers(request.user.organisation_id))
    if form.is_valid():
        with form.refusing():
            cover = give_cover(actor=request.user, new=form.cover())
            words = {"covering": cover.covering, "absent": cover.absent}
            messages.success(request, _("%(covering)s covers for %(absent)s.") % words)
            return redirect("cases:cover_list")
    shown = bounded(covers(request.user.organisation_id), request)
    return page(request, "cases/cover_list.html", {"shown": shown, "today": timezone.localdate()}, form=form)


@roles_required("accounts.add_cover")
@require_POST
def cover_end(request: HttpRequest, pk: int) -> HttpResponse:
    cover = covers(request.user.organisation_id).filter(pk=pk).first()
    if cover is None:
        raise Http404
    try:
        end_cover(actor=request.user, cover=cover)
    except Conflict as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, _("The cover has ended."))
    return redirect("cases:cover_list")
