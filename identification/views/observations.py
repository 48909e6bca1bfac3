"""What is observed in a case: one by one, or a whole dimension at a time."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.errors import Conflict
from cmm.core.pages import bounded, page
from identification.enums import SECTIONS
from identification.forms import ObservationForm, SectionForm, WithdrawalForm
from identification.models import Observation
from identification.rules.grounds import Grounds
from identification.selectors.catalogue import in_force
from identification.selectors.observations import closed, observation_called, sources_for, standing
from identification.selectors.pages import open_assessment
from identification.selectors.texts import grounds_of
from identification.services import correct_observation, record_observations, withdraw_observation
from identification.views.reading import beside


def opened_case(request: HttpRequest, ref: str) -> Case:
    case: Case = get_allowed_or_404(request, Case, "assess", ref=ref)
    return case


def around(case: Case, reader: Any) -> dict[str, Any]:
    """The steps and the panel of the assessment under way, or of none."""
    assessment = open_assessment(case)
    grounds = grounds_of(assessment) if assessment else Grounds()
    return beside(assessment, case, grounds, step="observations", reader=reader)


@login_required
@require_safe
def observation_list(request: HttpRequest, ref: str) -> HttpResponse:
    case = opened_case(request, ref)
    context = around(case, request.user)
    rows, known = context["observations"].values(), context["picture"].newest
    answered = {row.indicator.code: row.indicator.section for row in rows if row.is_standing and row.indicator}
    sections = [
        {
            "code": code,
            "label": label,
            "answered": list(answered.values()).count(code),
            "known": sum(row.section == code for row in known),
        }
        for code, label in SECTIONS
    ]
    context |= {
        "sections": sections,
        "shown": bounded(standing(rows), request),
        "closed": closed(rows),
    }
    return page(request, "identification/observation_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def observation_ask(request: HttpRequest, ref: str, section: str) -> HttpResponse:
    """Every indicator of one dimension or list on one page."""
    case = opened_case(request, ref)
    if section not in dict(SECTIONS):
        raise Http404
    indicators = [row for row in in_force() if row.section == section]
    form = SectionForm(request.POST or None, indicators=indicators, sources=sources_for(case, request.user))
    if form.is_valid():
        new = form.observations()
        with form.refusing():
            record_observations(actor=request.user, case=case, new=new)
            messages.success(request, told(len(new)))
            return redirect(*next_of(request, case, section))
    context = around(case, request.user)
    here = [row for row in context["observations"].values() if row.is_standing and row.indicator]
    questions = [
        (row, row_weight(row, context), *bound, [one for one in here if one.indicator.code == row.code])
        for row, *bound in form.questions
    ]
    context |= {"section": section, "title": dict(SECTIONS)[section], "questions": questions, "sections": SECTIONS}
    return page(request, "identification/observation_ask.html", context, form=form)


def row_weight(indicator: Any, context: dict[str, Any]) -> tuple[str, Any, bool]:
    """The weight by the list the person is judged by: its code, its word, and whether anybody has verified it."""
    profile = context["picture"].profile
    label = getattr(indicator, f"get_{profile}_display")()
    return getattr(indicator, profile), label, profile in indicator.verified


def told(number: int) -> str:
    if not number:
        return _("Nothing was answered, so nothing was saved.")
    return ngettext("%(n)s observation is saved.", "%(n)s observations are saved.", number) % {"n": number}


def next_of(request: HttpRequest, case: Case, section: str) -> tuple[str, ...]:
    """The next dimension or list, or the overview after the last and where one only saved on the way."""
    codes = [code for code, _label in SECTIONS]
    after = codes[codes.index(section) + 1 :]
    if "stay" in request.POST:
        return "identification:observation_ask", case.ref, section
    return (
        ("identification:observation_ask", case.ref, after[0])
        if after
        else ("identification:observation_list", case.ref)
    )


@login_required
@require_http_methods(["GET", "POST"])
def observation_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = opened_case(request, ref)
    form = ObservationForm(request.POST or None, indicators=in_force(), sources=sources_for(case, request.user))
    if form.is_valid():
        with form.refusing():
            record_observations(actor=request.user, case=case, new=[form.observation()])
            messages.success(request, told(1))
            return redirect("identification:observation_list", case.ref)
    return page(request, "identification/observation_create.html", around(case, request.user), form=form)


@login_required
@require_http_methods(["GET", "POST"])
def observation_edit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Another observation takes its place. Where somebody did so meanwhile, both versions stand on the page."""
    case = opened_case(request, ref)
    observation = called(request, case, number)
    form = ObservationForm(
        request.POST or None, indicators=in_force(), sources=sources_for(case, request.user), stands=observation
    )
    stands = None if observation.is_standing else stands_now(request, observation)
    if form.is_valid():
        try:
            correct_observation(actor=request.user, observation=observation, new=form.observation())
        except Conflict as refused:
            form.refuse(refused)
            stands = stands_now(request, called(request, case, number))
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The observation is corrected. The one before stands in the history."))
            return redirect("identification:observation_list", case.ref)
    context = around(case, request.user) | {"observation": observation, "stands": stands}
    return page(request, "identification/observation_edit.html", context, form=form)


def stands_now(request: HttpRequest, row: Observation) -> Observation | None:
    """What stands in its place, as the reader may see it."""
    found = successor(row)
    return found and called(request, row.case, found.number)


def successor(row: Observation) -> Observation | None:
    """What stands now in the place of one that was corrected; nothing where it was withdrawn."""
    found = row
    while not found.is_standing:
        following = getattr(found, "corrected_by", None)
        if following is None:
            return None
        found = following
    return found


@login_required
@require_http_methods(["GET", "POST"])
def observation_withdraw(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    case = opened_case(request, ref)
    observation = called(request, case, number)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            withdraw_observation(actor=request.user, observation=observation, **form.cleaned_data)
            messages.success(request, _("The observation is withdrawn. It stands in the history with your reason."))
            return redirect("identification:observation_list", case.ref)
    context = {"case": case, "observation": observation}
    return page(request, "identification/observation_withdraw.html", context, form=form)


def called(request: HttpRequest, case: Case, number: int) -> Observation:
    row = observation_called(case, number, request.user)
    if row is None:
        raise Http404
    row.case = case
    return row
