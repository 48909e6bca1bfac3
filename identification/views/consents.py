"""The seven consents of a case, and taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from identification.enums import ConsentTopic
from identification.forms import TakenBackForm
from identification.services import withdraw_consent


@login_required
@require_http_methods(["GET", "POST"])
def consent_withdraw(request: HttpRequest, ref: str, topic: str) -> HttpResponse:
    case = get_allowed_or_404(request, Case, "interview", ref=ref)
    if topic not in ConsentTopic.values:
        raise Http404
    form = TakenBackForm(request.POST or None, initial={"withdrawn_on": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            withdraw_consent(actor=request.user, case=case, topic=topic, **form.cleaned_data)
            messages.success(request, _("It is written down that the person has taken it back."))
            return redirect("identification:assessment_list", case.ref)
    context = {"case": case, "topic": ConsentTopic(topic)}
    return page(request, "identification/consent_withdraw.html", context, form=form)
