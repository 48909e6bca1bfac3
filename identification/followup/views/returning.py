"""The prepared return."""

from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cmm.core.pages import page
from identification.followup.enums import ReturnMark
from identification.followup.forms import ReturnEventForm, ReturnForm
from identification.followup.models import PreparedReturn
from identification.followup.services import prepare_return, record_return_event
from identification.followup.views.acting import case_of, done


@login_required
@require_http_methods(["GET", "POST"])
def return_plan(request: HttpRequest, ref: str) -> HttpResponse:
    """Where to, with whose help, and how; what stood before is kept."""
    case = case_of(request, ref)
    rows = PreparedReturn.objects.allowed(request.user, "write_journal")
    stands = rows.filter(case=case, closed_at=None).first()
    form = ReturnForm(request.POST or None, initial=model_to_dict(stands) if stands else None)
    if form.is_valid():
        with form.refusing():
            prepare_return(actor=request.user, case=case, new=form.plan_of_return())
            return done(request, case, "return")
    return page(request, "followup/return_plan.html", {"case": case, "stands": stands}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def return_event_create(request: HttpRequest, ref: str) -> HttpResponse:
    """A link may choose the month that is followed up."""
    case = case_of(request, ref)
    month = request.GET.get("month", "")
    chosen = {"mark": ReturnMark.CONTACT, "month": month} if month.isdecimal() else {}
    form = ReturnEventForm(request.POST or None, initial=chosen)
    if form.is_valid():
        with form.refusing():
            record_return_event(actor=request.user, case=case, **form.cleaned_data)
            return done(request, case, "return")
    return page(request, "followup/return_event.html", {"case": case}, form=form)
