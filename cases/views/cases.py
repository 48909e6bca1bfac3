from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import AssignForm, CaseFilter, CaseForm
from cases.models import Case, Inquiry
from cases.selectors import case_lists, caseworkers, contact_persons, may_be_given_to, proposed_code_names, sorted_cases
from cases.selectors.lists import NEWEST, narrowed
from cases.selectors.search import has_searched
from cases.services import NewCase, assign_case, open_case
from cases.views.columns import columns
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.accounts.readings import note_search
from cmm.core.counts import bounded_counts
from cmm.core.pages import bounded, page


@roles_required("cases.view_case")
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    lists = case_lists(request.user)
    form = CaseFilter(request.GET or None, caseworkers=list(contact_persons()))
    view = request.GET.get("view", "")
    view = view if view in lists else "all"
    chosen = form.chosen()
    order = request.GET.get("sort", NEWEST)
    counts = bounded_counts(lists)
    counted = None if chosen else counts[view]
    cases = bounded(sorted_cases(narrowed(lists[view], **chosen), order), request, counted=counted)
    note_search(request, {"q": chosen.get("q")}, cases.rows)
    context = {
        "view": view,
        "counts": counts,
        "cases": cases,
        "form": form,
        "chosen": chosen,
        "columns": columns(request.GET, order),
    }
    return page(request, "cases/case_list.html", context)


@roles_required("cases.add_case")
@require_http_methods(["GET", "POST"])
def case_create(request: HttpRequest) -> HttpResponse:
    """A case begins with an inquiry, so that every one of them is counted."""
    if "inquiry" not in request.GET:
        messages.info(request, _("A case begins with an inquiry. Choose it here, or log a new one."))
        return redirect("cases:inquiry_list")
    inquiry = get_allowed_or_404(request, Inquiry, "change", ref=request.GET["inquiry"])
    if not has_searched(request.user, inquiry):
        messages.info(request, _("Search first. The person may be known already."))
        return redirect(f"{reverse('cases:person_search')}?inquiry={inquiry.ref}")
    proposed = {"code_name": proposed_code_names()[0], "region": inquiry.region, "caseworker": request.user.pk}
    form = CaseForm(request.POST or None, initial=proposed, caseworkers=may_be_given_to(request.user))
    if form.is_valid():
        with form.refusing():
            new = NewCase(source=inquiry.source, **form.cleaned_data)
            case = open_case(actor=request.user, new=new, inquiry=inquiry)
            messages.success(request, _("The case is created: %(ref)s.") % {"ref": case.ref})
            return redirect(case)
    return page(request, "cases/case_create.html", {"inquiry": inquiry}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def case_assign(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "assign", ref=ref)
    colleagues = caseworkers(case.organisation_id)
    form = AssignForm(request.POST or None, initial={"caseworker": case.caseworker_id}, caseworkers=colleagues)
    if form.is_valid():
        with form.refusing():
            assign_case(actor=request.user, case=case, **form.cleaned_data)
            messages.success(request, _("%(name)s is now the contact person.") % {"name": case.caseworker})
            return redirect(case)
    return page(request, "cases/case_assign.html", {"case": case}, form=form)
