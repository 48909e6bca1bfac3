"""The national action plan: its activities, who is responsible, and how far each has come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.scoping import can
from cmm.core.forms import PlainForm
from cmm.core.pages import page
from reports.coordination.forms import ActivityForm, StatusForm
from reports.coordination.models import Activity, ActivityStatus
from reports.coordination.selectors.plan import areas, plan_from, plans, published, reports_of, statuses_of, told
from reports.coordination.services import add_activity, change_activity, confirm_status, write_status
from reports.rendering.chapters import PLANS


@roles_required("coordination.view_activity")
@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """The activities of one plan, with their status in one of its years."""
    return shown(request, plans(request.user))


def shown(
    request: HttpRequest, known: list[int], first: int = 0, year: int = 0, form: PlainForm | None = None
) -> HttpResponse:
    """The plan and year that are asked for, or those of a form that was refused on the page."""
    first = first or number_in(request, "plan", known, known[0] if known else PLANS[-1].first)
    plan, this_year = plan_from(first), timezone.localdate().year
    years = list(range(plan.first, min(plan.last, this_year) + 1))
    year = year or number_in(request, "year", years, years[-1])
    context = {
        "plan": plan,
        "plans": [(one, plan_from(one).span) for one in known],
        "years": years,
        "year": year,
        "areas": areas(request.user, first, year),
        "reports": reports_of(request.user, first, year),
    }
    return page(request, "coordination/activity_list.html", context, form=form)


def number_in(request: HttpRequest, name: str, known: list[int], usual: int) -> int:
    """The number asked for, where it is one of those there are."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in known else usual


@roles_required("coordination.add_activity")
@require_http_methods(["GET", "POST"])
def activity_create(request: HttpRequest) -> HttpResponse:
    form = ActivityForm(request.POST or None, initial={"first": PLANS[-1].first, "last": PLANS[-1].last})
    if form.is_valid():
        with form.refusing():
            return redirect(add_activity(actor=request.user, new=form.activity()))
    return page(request, "coordination/activity_create.html", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def activity_change(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_allowed_or_404(request, Activity, "change", pk=pk)
    form = ActivityForm(request.POST or None, initial=model_to_dict(activity))
    if form.is_valid():
        with form.refusing():
            return redirect(change_activity(actor=request.user, activity=activity, new=form.activity()))
    return page(request, "coordination/activity_change.html", {"activity": activity}, form=form)


@login_required
@require_safe
def activity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_allowed_or_404(request, Activity, pk=pk)
    context = {
        "activity": activity,
        "statuses": statuses_of(request.user, activity),
        "figures": told(activity, None, published(timezone.localdate().year)).figures,
        "writes": can(request.user, "change", activity),
        "confirms": can(request.user, "confirm", activity),
    }
    return page(request, "coordination/activity_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def status_create(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_allowed_or_404(request, Activity, "change", pk=pk)
    form = StatusForm(request.POST or None, initial={"year": min(activity.last, timezone.localdate().year)})
    if form.is_valid():
        with form.refusing():
            write_status(actor=request.user, activity=activity, new=form.status())
            messages.success(request, _("The status is written. It counts when another has confirmed it."))
            return redirect(activity)
    return page(request, "coordination/status_create.html", {"activity": activity}, form=form)


@login_required
@require_POST
def status_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    status = get_allowed_or_404(request, ActivityStatus, "confirm", pk=pk)
    try:
        confirm_status(actor=request.user, status=status)
    except ValidationError as refused:
        messages.info(request, refused.messages[0])
    else:
        messages.success(request, _("The status counts."))
    return redirect(status.activity)
