"""The criminal cases, without anybody's name."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cmm.core.pages import page
from identification.followup.forms import CriminalForm
from identification.followup.models import CriminalEvent
from identification.followup.services import record_criminal_event
from identification.followup.views.acting import case_of, done


@login_required
@require_http_methods(["GET", "POST"])
def criminal_create(request: HttpRequest, ref: str, proceeding: int | None = None) -> HttpResponse:
    """A new criminal case, or the next step of one."""
    case = case_of(request, ref)
    rows = CriminalEvent.objects.allowed(request.user, "write_journal").filter(case=case, proceeding=proceeding)
    last = rows.order_by("-happened_on", "-number").first() if proceeding else None
    if proceeding and last is None:
        raise Http404
    kept = {"provision": last.provision, "case_number": last.case_number, "district": last.district_id} if last else {}
    form = CriminalForm(request.POST or None, initial=kept)
    if form.is_valid():
        with form.refusing():
            record_criminal_event(actor=request.user, case=case, new=form.event(), proceeding=proceeding)
            return done(request, case, "criminal")
    return page(request, "followup/criminal_form.html", {"case": case, "last": last}, form=form)
