"""Living there: tonight, and one stay."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading
from cmm.core.counts import bounded_counts
from cmm.core.forms import PlainForm
from cmm.core.pages import page
from shelters import forms, selectors, services
from shelters.enums import Paper
from shelters.models import Placement
from shelters.rules import can_release, night_of
from shelters.views.acts import Build, attempt, forms_for
from shelters.views.daily import service_line, written_of
from shelters.views.requests import lacking_approval

VERBS = {
    "correct": services.correct_placement,
    "course": services.correct_stay,
    "move": services.move_victim,
    "end": services.end_placement,
    "release": services.release_placement,
    "settle": services.settle_payer,
    "serve": services.log_service,
    "tell": services.tell_house,
}
DONE = {
    "correct": gettext_lazy("The stay has been changed."),
    "course": gettext_lazy("The days have been corrected. What stood there can still be read."),
    "move": gettext_lazy("The person has the new place."),
    "end": gettext_lazy("The stay has ended. The place is free."),
    "release": gettext_lazy("The place is free again."),
    "settle": gettext_lazy("Who pays is settled."),
    "serve": gettext_lazy("The service has been logged."),
    "tell": gettext_lazy("The shelter is told."),
}


@roles_required("shelters.stay_shelter")
@require_safe
def tonight(request: HttpRequest) -> HttpResponse:
    """Who arrives, who sleeps here, who leaves, and what is free."""
    day = night_of(timezone.localtime())
    nights = selectors.tonight(request.user, day)
    note_reading(request, [stay for night in nights for stay in night.stays])
    waiting = bounded_counts({"requests": selectors.waiting_requests(request.user)})["requests"]
    context = {"nights": nights, "day": day, "waiting": waiting, "now": timezone.now()}
    context["standings"] = selectors.standings(request.user, day)
    return page(request, "shelters/tonight.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def placement_detail(request: HttpRequest, ref: str) -> HttpResponse:
    stay = selectors.with_family(get_allowed_or_404(request, Placement, ref=ref), request.user)
    settles = Case.objects.allowed(request.user, "request_place").filter(pk=stay.case_id).exists()
    acts = stay_forms(request, stay, settles=settles)
    result, form = attempt(request, acts, VERBS, placement=stay)
    if result:
        messages.success(request, DONE[request.POST["act"]])
        return redirect(result)
    context = {
        "stay": stay,
        "forms": acts,
        "corrections": selectors.corrections_of(stay, request.user),
        "proposal": selectors.proposal(stay.case, stay.unit.shelter, stay.arrives_on) if settles else None,
        "tonight": night_of(timezone.localtime()),
        "gone": selectors.disappearance_of(stay, request.user) if stay.is_over else None,
        "may_release": can_release(arrives_on=stay.arrives_on, today=timezone.localdate()),
    } | written_of(request, stay.case_id, house=stay.house_organisation)
    return page(request, "shelters/placement_detail.html", context, form=form)


def stay_forms(request: HttpRequest, stay: Placement, *, settles: bool) -> dict[str, PlainForm]:
    today = timezone.localdate()
    units = selectors.places_to_move_to(request.user, stay, today)
    houses = {unit.shelter for unit in units if unit.shelter_id != stay.unit.shelter_id}
    approvals, rest = selectors.standings(request.user, today), DateRange(today, stay.departs_on)
    lacking = lacking_approval(approvals, houses, rest) if stay.departs_on > today else {}
    asks_why = approvals.asks_why(house.pk for house in houses)
    builds: dict[str, Build] = {
        "correct": partial(forms.CorrectForm, initial=forms.correct_initial(stay)),
        "move": partial(forms.MoveForm, units=units, unapproved=lacking, asks_why=asks_why, initial={"on": today}),
        "course": partial(forms.CourseForm, initial=forms.course_initial(stay)),
        "end": partial(forms.EndForm, initial={"on": today}),
        "release": forms.ReleaseForm,
        "serve": service_line(),
    }
    if settles:
        chosen = {name: getattr(stay, name) for name in ("payer", "responsible", "payer_reason")}
        builds["settle"] = partial(forms.SettleForm, initial=chosen)
        if Paper.TOLD in stay.papers:
            builds["tell"] = forms.TellForm
    return forms_for(request, builds)
