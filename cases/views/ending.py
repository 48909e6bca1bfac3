from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.forms import EndForm
from cases.models import Case
from cases.services import close_case, reopen_case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page


@login_required
@require_http_methods(["GET", "POST"])
def case_close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close a case, or take a closed one up again: the page offers what the case can do."""
    case = get_allowed_or_404(request, Case, "change", ref=ref)
    form = EndForm(request.POST or None)
    if form.is_valid():
        change = reopen_case if case.closed_on else close_case
        with form.refusing():
            change(actor=request.user, case=case, **form.cleaned_data)
            done = _("The case is closed.") if case.closed_on else _("The case is taken up again.")
            messages.success(request, done)
            return redirect(case)
    return page(request, "cases/case_close.html", {"case": case}, form=form)
