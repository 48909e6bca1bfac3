"""What the script of a form sends while somebody types, and the way to throw it away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cmm.core.errors import RuleError
from cmm.core.templatetags.cmm import danishclock
from cmm.drafts.services import drop_draft, keep_draft

FORM, TITLE, TOKEN = "draft_form", "draft_title", "csrfmiddlewaretoken"


@login_required
@require_POST
def draft_keep(request: HttpRequest) -> HttpResponse:
    """Answers with the line that stands by the buttons."""
    said = dict(request.POST.lists())
    path, title = request.POST.get(FORM, ""), request.POST.get(TITLE, "")
    fields = {name: values for name, values in said.items() if name not in {FORM, TITLE, TOKEN}}
    try:
        draft = keep_draft(actor=request.user, path=path, title=title, fields=fields)
    except RuleError as refused:
        return HttpResponse(refused.message, status=422, content_type="text/plain")
    told = _("Draft kept %(clock)s.") % {"clock": danishclock(draft.saved_at)}
    return HttpResponse(told, content_type="text/plain")


@login_required
@require_POST
def draft_drop(request: HttpRequest) -> HttpResponse:
    """The page is read again afterwards, and the form is as it is without a draft."""
    drop_draft(actor=request.user, path=request.POST.get(FORM, ""))
    return HttpResponse(status=204)
