"""A second opinion on an assessment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cmm.core.errors import RuleError
from cmm.core.pages import page
from identification.forms import OpinionForm
from identification.rules.opinions import check_opinion
from identification.selectors.texts import author_ids
from identification.services import give_opinion
from identification.views.reading import as_read, opened


@login_required
@require_http_methods(["GET", "POST"])
def opinion_create(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    assessment = opened(request, "change", ref, number)
    form = OpinionForm(request.POST or None)
    if request.method == "GET":
        try:
            check_opinion(state=assessment.state, is_author=request.user.pk in author_ids(assessment))
        except RuleError as refused:
            messages.warning(request, refused.messages[0])
            return redirect(assessment)
    if form.is_valid():
        with form.refusing():
            give_opinion(actor=request.user, assessment=assessment, **form.cleaned_data)
            messages.success(request, _("Your opinion stands beside the recommendation."))
            return redirect(assessment)
    return page(request, "identification/opinion_create.html", as_read(assessment, request.user), form=form)
