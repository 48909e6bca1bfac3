from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from identification.forms import InterviewForm
from identification.services import record_interview


@login_required
@require_http_methods(["GET", "POST"])
def interview_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "interview", ref=ref)
    form = InterviewForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            record_interview(actor=request.user, case=case, new=form.interview())
            messages.success(request, _("The interview stands in the case."))
            return redirect("identification:assessment_list", case.ref)
    return page(request, "identification/interview_create.html", {"case": case}, form=form)
