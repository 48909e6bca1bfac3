"""The list of indicators, as a coordinator keeps it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import roles_required
from cmm.core.pages import page
from identification.enums import SECTIONS, Profile
from identification.forms import IndicatorForm, NoteForm
from identification.models import Indicator
from identification.selectors.catalogue import latest, section_of, versions, versions_of
from identification.services import add_indicator, change_indicator, retire_indicator


@roles_required("identification.change_indicator")
@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """All of one dimension or list, with their weights."""
    section = request.GET.get("section", SECTIONS[0][0])
    if section not in dict(SECTIONS):
        raise Http404
    rows = [(row, weights_of(row)) for row in section_of(section)]
    context = {"sections": SECTIONS, "chosen": section, "title": dict(SECTIONS)[section], "indicators": rows}
    context |= {"profiles": Profile.labels, "latest": latest(), "versions": versions()}
    return page(request, "identification/indicator_list.html", context)


def weights_of(row: Indicator) -> list[tuple[str, str, bool]]:
    """Code, word and whether it is verified, in each of the four lists."""
    return [
        (getattr(row, profile), getattr(row, f"get_{profile}_display")(), profile in row.verified)
        for profile in Profile.values
    ]


@roles_required("identification.add_indicator")
@require_http_methods(["GET", "POST"])
def indicator_create(request: HttpRequest) -> HttpResponse:
    form = IndicatorForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            made = add_indicator(actor=request.user, wording=form.wording(), note=form.cleaned_data["note"])
            messages.success(request, _("“%(label)s” can be observed from now on.") % {"label": made.label})
            return redirect(made)
    return page(request, "identification/indicator_form.html", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What it says now, and every version there was. A retired one can only be read."""
    indicator = called(request, code)
    form = IndicatorForm(request.POST or None, stands=indicator)
    if form.is_valid():
        with form.refusing():
            terms = {"wording": form.wording(), "note": form.cleaned_data["note"]}
            changed = change_indicator(actor=request.user, indicator=indicator, **terms)
            messages.success(
                request, _("“%(label)s” is changed. Older assessments keep theirs.") % {"label": changed.label}
            )
            return redirect(changed)
    history = [(row, weights_of(row)) for row in versions_of(code)]
    context = {"indicator": indicator, "history": history, "profiles": Profile.labels}
    return page(request, "identification/indicator_form.html", context, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def indicator_retire(request: HttpRequest, code: str) -> HttpResponse:
    indicator, form = called(request, code), NoteForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            retire_indicator(actor=request.user, indicator=indicator, **form.cleaned_data)
            messages.success(request, _("“%(label)s” is retired. It stays readable.") % {"label": indicator.label})
            return redirect("identification:indicator_list")
    return page(request, "identification/indicator_retire.html", {"indicator": indicator}, form=form)


def called(request: HttpRequest, code: str) -> Indicator:
    """The newest version of it; there is none for whoever may not change the catalogue."""
    row: Indicator | None = (
        Indicator.objects.allowed(request.user, "change").filter(code=code).order_by("-since").first()
    )
    if row is None:
        raise Http404
    return row
