"""The door of a colleague's case: what do you open it for? Nothing that was on its way is lost."""

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from cases.forms import PurposeForm
from cases.models import Case
from cases.rules import PURPOSE_LASTS
from cases.selectors.purposes import stated_purpose
from cases.services import state_purpose
from cmm.accounts.doors import get_allowed_or_404
from cmm.accounts.readings import PurposeWanted
from cmm.accounts.views.sessions import safe_next
from cmm.audit.enums import Purpose, Surface

Fields = list[tuple[str, str]]
OURS = f"{PurposeForm.prefix}-"


@login_required
@require_http_methods(["GET", "POST"])
def case_purpose(request: HttpRequest, ref: str) -> HttpResponse:
    """The page before the case. Whoever has said what for, or need not, goes on to where they wanted."""
    wish = request.POST.get("next") or request.GET.get("next") or reverse("case_detail", args=[ref])
    try:
        get_allowed_or_404(request, Case, ref=ref)
    except PurposeWanted as wanted:
        return door(request, wanted.case_id, [("next", wish)])
    return redirect(safe_next(request, wish))


def said_by(request: Any, case_id: int) -> Purpose | None:
    """What the reader said lately that they open the case for, or says in the form they send now."""
    said = stated_purpose(request.user, case_id)
    form = PurposeForm(answers(request))
    if said is None and form.is_valid():
        case = Case.objects.allowed(request.user).get(pk=case_id)
        said = Purpose(state_purpose(actor=request.user, case=case, **form.cleaned_data).purpose)
    return said


def answers(request: HttpRequest) -> Any:
    """The fields in which a purpose is said, where the request has them."""
    return request.POST if any(name.startswith(OURS) for name in request.POST) else None


def ask(request: Any, case_id: int) -> HttpResponse:
    """What answers instead of a page: the way to the door, or the door itself, carrying what a form sent."""
    if request.method == "POST" and not request.htmx:
        return door(request, case_id, carried(request), keeps=True)
    case = get_allowed_or_404(request, Case, pk=case_id, log_as=Surface.LIST, opens=False)
    wish = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    where = f"{reverse('cases:case_purpose', args=[case.ref])}?next={quote(wish or '/', safe='/')}"
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


def carried(request: HttpRequest) -> Fields:
    """Every field of the form on its way, to be sent again."""
    ours = ("csrfmiddlewaretoken", OURS)
    return [(name, value) for name, values in request.POST.lists() if not name.startswith(ours) for value in values]


def door(request: HttpRequest, case_id: int, fields: Fields, *, keeps: bool = False) -> HttpResponse:
    """The page itself. What it shows of the case stands in every list, and the case is not opened."""
    case = get_allowed_or_404(request, Case, pk=case_id, log_as=Surface.LIST, opens=False)
    form = PurposeForm(answers(request))
    hours = PURPOSE_LASTS.seconds // 3600
    context = {
        "case": case,
        "form": form,
        "failed": bool(form.errors),
        "fields": fields,
        "keeps": keeps,
        "hours": hours,
    }
    return render(request, "cases/case_purpose.html", context, status=422 if request.method == "POST" else 200)
