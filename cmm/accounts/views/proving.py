"""The door before acts that take a proof of who one is. Nothing that was on its way is lost."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from cmm.accounts import services
from cmm.accounts.arriving import arrival
from cmm.accounts.forms import ProofForm
from cmm.accounts.outside.providers import of_organisation
from cmm.accounts.views.entering import safe_next, too_many
from cmm.audit.enums import EventKind
from cmm.audit.services import note_event
from cmm.core.errors import RuleError
from cmm.core.proof import tell_proof

Fields = list[tuple[str, str]]
OURS = f"{ProofForm.prefix}-"


def hear(request: Any) -> HttpResponse | None:
    """A proof that comes with a form is taken before the form is read; a wrong one gets the door again."""
    if request.method != "POST" or not any(name.startswith(OURS) for name in request.POST):
        return None
    form = ProofForm(request.POST)
    if form.is_valid():
        try:
            right = services.second_step(
                user=request.user, arrived=arrival(request), recovers=False, **form.cleaned_data
            )
        except services.Slowed as slowed:
            return too_many(request, slowed)
        if right:
            prove(request)
            return None
        note_event(EventKind.PROOF_FAILED, actor=request.user)
        form.refuse(
            RuleError(_("That is not the code your app shows now, or it has been used."), code="wrong", field="code")
        )
    return door(request, carried(request), form)


def prove(request: Any) -> None:
    request.session.prove()
    tell_proof(request.user.pk, timezone.now())
    note_event(EventKind.PROVEN, actor=request.user)


def ask(request: Any) -> HttpResponse:
    """What answers instead of the page: the door, carrying what a form sent, or the way to it."""
    request.ledger.seen.clear()  # the page that was begun is shown to nobody
    request.ledger.searches.clear()
    if request.method == "POST" and not request.htmx:
        return door(request, carried(request), ProofForm())
    wish = request.htmx.current_url_abs_path if request.htmx else came_from(request)
    where = f"{reverse('prove')}?next={quote(wish or '/', safe='/')}"
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


def came_from(request: HttpRequest) -> str:
    """The page whose link leads to a file: it is there that one presses again, for a file replaces no page."""
    before = urlsplit(request.headers.get("Referer", ""))
    page = f"{before.path}?{before.query}" if before.query else before.path
    return page if before.netloc == request.get_host() and before.path != reverse("prove") else request.get_full_path()


def carried(request: HttpRequest) -> Fields:
    """Every field of the form on its way, to be sent again."""
    ours = ("csrfmiddlewaretoken", OURS)
    return [(name, value) for name, values in request.POST.lists() if not name.startswith(ours) for value in values]


def door(request: HttpRequest, fields: Fields, form: ProofForm) -> HttpResponse:
    context = {
        "form": form,
        "failed": bool(form.errors),
        "fields": fields,
        "keeps": bool(fields) and request.path != reverse("prove"),
        "has_passkey": services.has_passkey(request.user),
        "provider": of_organisation(request.user.organisation.code),
        "next": request.GET.get("next", "/"),
    }
    return render(request, "accounts/prove.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "POST"])
def prove_page(request: HttpRequest) -> HttpResponse:
    """The door by itself, before a file or a part of a page. What comes with a right answer has been heard already."""
    wish = safe_next(request, request.POST.get("next") or request.GET.get("next", "/"))
    if request.method == "POST" and any(name.startswith(OURS) for name in request.POST):
        messages.success(request, _("Thank you. You can go on where you were for five minutes."))
        return redirect(wish)
    return door(request, [("next", wish)], ProofForm())
