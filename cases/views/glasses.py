"""Emergency access: asking for it, ending it, and judging what others did with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms import GlassForm, ReviewForm
from cases.models import BrokenGlass
from cases.selectors import glass_lists, opened_under, with_frequency
from cases.services import break_glass, end_glass, review_glass
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.accounts.scoping import GLASS, can
from cmm.core.counts import bounded_counts
from cmm.core.pages import bounded, page


@roles_required("cases.judge_brokenglass")
@require_safe
def glass_list(request: HttpRequest) -> HttpResponse:
    lists = glass_lists(request.user)
    view = "all" if request.GET.get("view") == "all" else "waiting"
    shown = bounded(lists[view], request)
    note_reading(request, shown.rows, action="judge")
    context = {
        "view": view,
        "counts": bounded_counts(lists),
        "shown": shown,
        "glasses": with_frequency(shown.rows),
    }
    return page(request, "cases/glass_list.html", context)


@roles_required(GLASS)
@require_http_methods(["GET", "POST"])
def glass_create(request: HttpRequest) -> HttpResponse:
    form = GlassForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            glass = break_glass(actor=request.user, **form.cleaned_data)
            messages.warning(request, _("The coordinator and the data protection officer have been told."))
            return redirect("case_detail", glass.case_ref)
    return page(request, "cases/glass_create.html", form=form)


@login_required
@require_POST
def glass_end(request: HttpRequest, ref: str) -> HttpResponse:
    glass = get_allowed_or_404(request, BrokenGlass, "end", ref=ref)
    end_glass(actor=request.user, glass=glass)
    messages.success(request, _("The emergency access has ended."))
    return redirect("today" if glass.user_id == request.user.pk else glass)


@login_required
@require_http_methods(["GET", "POST"])
def glass_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """One emergency access: what was said, what was opened, and the verdict on it."""
    glass = get_allowed_or_404(request, BrokenGlass, "judge", ref=ref)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            review_glass(actor=request.user, glass=glass, **form.cleaned_data)
            messages.success(request, _("The emergency access has been reviewed."))
            return redirect("cases:glass_list")
    (frequency,) = with_frequency([glass])
    context = {
        "glass": glass,
        "too_many": frequency.too_many,
        "opened": opened_under(glass),
        "may_end": can(request.user, "end", glass),
    }
    return page(request, "cases/glass_detail.html", context, form=form)
