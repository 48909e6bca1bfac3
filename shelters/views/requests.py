"""Asking for a place, and answering."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.models import Case
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_reading, note_search
from cmm.core.forms import PlainForm
from cmm.core.pages import bounded, page
from cmm.core.templatetags.cmm import danishdate
from shelters import forms, selectors, services
from shelters.enums import RequestState
from shelters.models import PlacementRequest, Shelter
from shelters.rules import night_of
from shelters.services.requests import Wish
from shelters.views.acts import attempt, forms_for
from shelters.views.daily import written_of

VERBS = {
    "accept": services.accept_request,
    "decline": services.decline_request,
    "other_date": services.propose_other_date,
    "withdraw": services.withdraw_request,
}
DONE = {
    "accept": gettext_lazy("The person has the place."),
    "decline": gettext_lazy("Your answer has been sent."),
    "other_date": gettext_lazy("Your proposal has been sent."),
    "withdraw": gettext_lazy("The request has been withdrawn."),
}


@login_required
@require_safe
def case_placements(request: HttpRequest, ref: str) -> HttpResponse:
    """The tab of a case: where the person sleeps, has slept, and where a place was asked for."""
    case = get_allowed_or_404(request, Case, ref=ref)
    context = {
        "case": case,
        "stays": list(selectors.stays_of(case, request.user)),
        "requests": list(selectors.requests_of(case, request.user)),
        "tonight": night_of(timezone.localtime()),
    } | written_of(request, case.pk)
    return page(request, "shelters/case_placements.html", context)


@roles_required("cases.request_place_case")
@require_http_methods(["GET", "POST"])
def request_start(request: HttpRequest) -> HttpResponse:
    """For whom? From a free span on the board there is no case yet; its days and shelter come along."""
    form = forms.StartForm(request.POST or None, cases=Case.objects.allowed(request.user, "request_place"))
    if form.is_valid():
        asks = "shelters:emergency_create" if "tonight" in request.POST else "shelters:request_create"
        url = reverse(asks, args=[form.cleaned_data["case"].ref])
        return redirect(f"{url}?{request.GET.urlencode()}")
    note_search(request, {"case": request.POST.get("case")})
    return page(request, "shelters/request_start.html", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def request_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "request_place", ref=ref)
    form, stay = wish_form(request, case)
    if form.is_valid():
        shelter, funding = form.cleaned_data.pop("shelter"), form.take_funding()
        wish = Wish(funding=funding, **form.cleaned_data)
        with form.refusing():
            services.request_place(actor=request.user, case=case, shelter=shelter, wish=wish)
            messages.success(request, _("%(shelter)s has been asked for a place.") % {"shelter": shelter})
            return redirect("shelters:case_placements", case.ref)
    here = selectors.here_now(case, request.user, night_of(timezone.localtime()))
    return page(request, "shelters/request_create.html", {"case": case, "stay": stay, "here": here}, form=form)


def wish_form(request: HttpRequest, case: Case) -> tuple[forms.WishForm, DateRange]:
    """The form with the free places of the days written so far. "Look" only counts again and asks nobody.

    The rule for safe contact is proposed once, and whoever asks decides what the house is told.
    """
    said_before = asked_again(request, case) if request.method == "GET" and "again" in request.GET else {}
    written: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    stay = forms.wished_stay(said_before or written, night_of(timezone.localtime()))
    proposed = {"contact": selectors.safe_contact(case)} if request.method == "GET" else {}
    initial: dict[str, Any] = proposed | said_before | {name: words for name, words in written.items() if words}
    for name, day in (("wanted_from", stay.lower), ("wanted_to", stay.upper)):
        initial[name] = forms.understood(initial.get(name)) or initial.get(name, day)
    shelters = Shelter.objects.allowed(request.user).active().select_related("accommodation_type")
    form = forms.WishForm(
        request.POST if request.method == "POST" and "look" not in request.POST else None,
        initial=initial,
        shelters=shelters,
        free=selectors.free_counts(stay),
        proposals=selectors.proposals(case, shelters, stay.lower),
        unapproved=unapproved(request.user, shelters, stay),
    )
    return form, stay


def asked_again(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What was asked, from the date the shelter proposed and for as many nights; none of it stands in an address."""
    before = get_allowed_or_404(
        request, PlacementRequest, ref=request.GET["again"], case=case.pk, state=RequestState.OTHER_DATE
    )
    first, nights = before.proposed_from, before.wanted_to - before.wanted_from
    days = {"wanted_from": first, "wanted_to": first + nights}
    return before.told | days | {"shelter": before.shelter.slug, "children": before.children, "urgent": before.urgent}


def unapproved(user: Any, shelters: Any, stay: DateRange) -> dict[int, str]:
    """What stands beside a house that is not approved for all of ``stay``; of the others nothing is said."""
    return lacking_approval(selectors.standings(user, stay.lower), shelters, stay)


def lacking_approval(standings: selectors.Standings, shelters: Any, stay: DateRange) -> dict[int, str]:
    lacking = {house.pk: standings.first_night_without(house.pk, stay) for house in shelters}
    return {
        house: _("approval lapses %(day)s") % {"day": danishdate(day)}
        if day > stay.lower
        else _("no approval in force")
        for house, day in lacking.items()
        if day is not None
    }


@roles_required("shelters.view_placementrequest")
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    view = "answered" if request.GET.get("view") == "answered" else "waiting"
    rows = bounded(selectors.request_rows(request.user, view), request)
    note_reading(request, rows.rows)
    context = {"page": rows, "view": view, "tonight": night_of(timezone.localtime())}
    return page(request, "shelters/request_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def request_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """A request and its answer. Who may not answer reads it; the verbs decide."""
    asked = get_allowed_or_404(request, PlacementRequest, ref=ref)
    stay = DateRange(asked.wanted_from, asked.wanted_to)
    standings = selectors.standings(request.user, stay.lower)
    answers = answer_forms(request, asked, asks_why=standings.asks_why([asked.shelter_id]))
    result, form = attempt(request, answers, VERBS, request=asked)
    if result:
        messages.success(request, DONE[request.POST["act"]])
        return redirect(result)
    context = {"asked": asked, "forms": answers, "without": standings.first_night_without(asked.shelter_id, stay)}
    return page(request, "shelters/request_detail.html", context, form=form)


def answer_forms(request: HttpRequest, asked: PlacementRequest, *, asks_why: bool) -> dict[str, PlainForm]:
    stay = DateRange(asked.wanted_from, asked.wanted_to)
    builds = {
        "accept": partial(
            forms.AcceptForm,
            units=selectors.free_units(asked.shelter, stay, beds=1 + asked.children),
            parents=selectors.parents_for(request.user, asked),
            asks_why=asks_why,
        ),
        "decline": partial(forms.DeclineForm, reasons=codes(CodeList.REFUSAL_REASON)),
        "other_date": forms.OtherDateForm,
        "withdraw": forms.WithdrawForm,
    }
    return forms_for(request, builds)
