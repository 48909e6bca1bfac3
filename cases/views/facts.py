from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.forms import FactsForm
from cases.models import Case
from cases.services import Facts, revise_case
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.scoping import can
from cmm.core.pages import page


@login_required
@require_http_methods(["GET", "POST"])
def case_edit(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    form = FactsForm(request.POST or None, initial=known_of(case))
    if form.is_valid():
        with form.refusing():
            revise_case(actor=request.user, case=case, facts=Facts(**form.cleaned_data))
            messages.success(request, _("What is known of the person is saved."))
            # Whoever seals a case may have closed it to themselves.
            return redirect(case if can(request.user, "view", case) else "cases:case_list")
    return page(request, "cases/case_edit.html", {"case": case}, form=form)


def known_of(case: Case) -> dict[str, Any]:
    """The form as the case stands; an authority that is the proposed one stays the proposed one."""
    victim = case.victim
    return {
        "sex": victim.sex,
        "age_band": victim.age_band,
        "citizenship": victim.citizenship,
        "language": victim.language_id,
        "residence_basis": case.residence_basis_id,
        "authority": "" if case.authority == case.authority_proposed else case.authority,
        "authority_reason": case.authority_reason,
        "region": case.region,
        "police_district": case.police_district_id,
        "protection": case.protection,
    }
