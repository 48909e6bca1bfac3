"""The support plan."""

from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cmm.core.pages import page
from identification.followup.forms import SupportForm
from identification.followup.models import SupportItem
from identification.followup.services import add_support, change_support
from identification.followup.views.acting import case_of, done, row_of


@login_required
@require_http_methods(["GET", "POST"])
def support_create(request: HttpRequest, ref: str) -> HttpResponse:
    case = case_of(request, ref)
    form = SupportForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            add_support(actor=request.user, case=case, new=form.support())
            return done(request, case, "support")
    return page(request, "followup/support_form.html", {"case": case}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def support_change(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Where a colleague changed the line meanwhile, what it says now stands beside what was typed."""
    case = case_of(request, ref)
    item = row_of(request, SupportItem, case, number)
    form = SupportForm(request.POST or None, keep=item.theme_id, initial=model_to_dict(item))
    if form.is_valid():
        with form.refusing():
            change_support(actor=request.user, item=item, new=form.support())
            return done(request, case, "support")
    lines = SupportItem.objects.allowed(request.user, "write_journal").select_related("theme", "recorded_by")
    stands = lines.filter(case=case, line=item.line, closed_at=None).first()
    return page(request, "followup/support_form.html", {"case": case, "item": item, "stands": stands}, form=form)
