from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.outreach.forms.activities import ActivityForm, said_by
from cases.outreach.models import Activity
from cases.outreach.selectors.events import courses_of
from cases.outreach.services.activities import correct_activity, record_activity
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import bounded, page

YEARS_BACK = 5


@roles_required("outreach.add_activity")
@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """The organisation's own courses and lectures of a year, and how many they reached."""
    now = timezone.localdate().year
    asked = request.GET.get("year", "")
    years = range(now, now - YEARS_BACK, -1)
    year = int(asked) if asked in map(str, years) else now
    held = Activity.objects.allowed(request.user).filter(held_on__year=year)
    rows = held.select_related("kind", "audience").order_by("-held_on", "-pk")
    context = {
        "year": year,
        "years": years,
        "figures": courses_of(Activity.objects.allowed(request.user), year),
        "activities": bounded(rows, request),
    }
    return page(request, "outreach/activity_list.html", context)


@roles_required("outreach.add_activity")
@require_http_methods(["GET", "HEAD", "POST"])
def activity_create(request: HttpRequest) -> HttpResponse:
    form = activity_form(request, {"submission_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            key = form.cleaned_data["submission_key"]
            record_activity(actor=request.user, submission_key=key, facts=form.facts())
            messages.success(request, _("The course is saved."))
            return redirect("outreach:activity_list")
    return page(request, "outreach/activity_form.html", form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def activity_correct(request: HttpRequest, pk: int) -> HttpResponse:
    activity = get_allowed_or_404(request, Activity, "change", pk=pk)
    form = activity_form(request, said_by(activity), activity)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            correct_activity(actor=request.user, activity=activity, facts=form.facts())
            messages.success(request, _("The course is corrected."))
            return redirect("outreach:activity_list")
    return page(request, "outreach/activity_form.html", {"activity": activity}, form=form)


def activity_form(request: HttpRequest, initial: dict[str, Any], activity: Activity | None = None) -> ActivityForm:
    """The entries of today, and those the course already has."""
    return ActivityForm(
        request.POST or None,
        initial=initial,
        kinds=codes(CodeList.ACTIVITY_KIND, keep=activity and activity.kind_id),
        audiences=codes(CodeList.ACTIVITY_AUDIENCE, keep=activity and activity.audience_id),
    )
