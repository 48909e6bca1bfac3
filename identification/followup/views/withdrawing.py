"""What was entered by mistake is withdrawn with a reason, and stands."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cmm.core.pages import page
from identification.followup.forms import WithdrawForm
from identification.followup.models import Claim, CriminalEvent, PreparedReturn, ReturnEvent, SupportItem
from identification.followup.services import withdraw_row
from identification.followup.views.acting import case_of, done, row_of

# By the word in the address: the kind of row, and the part of the page it stands in.
KINDS: dict[str, tuple[Any, str]] = {
    "support": (SupportItem, "support"),
    "plan": (PreparedReturn, "return"),
    "return": (ReturnEvent, "return"),
    "criminal": (CriminalEvent, "criminal"),
    "claim": (Claim, "claims"),
}


@login_required
@require_http_methods(["GET", "POST"])
def row_withdraw(request: HttpRequest, ref: str, kind: str, number: int) -> HttpResponse:
    case = case_of(request, ref)
    if kind not in KINDS:
        raise Http404
    model, part = KINDS[kind]
    row, form = row_of(request, model, case, number), WithdrawForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            withdraw_row(actor=request.user, row=row, **form.cleaned_data)
            return done(request, case, part)
    return page(request, "followup/row_withdraw.html", {"case": case, "row": row, "kind": kind}, form=form)
