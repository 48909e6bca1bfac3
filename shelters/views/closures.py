"""A place is out of use for some nights, and in use again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from shelters import forms, selectors
from shelters.models import Shelter
from shelters.rules import night_of
from shelters.services import close_unit, reopen_unit


@login_required
@require_http_methods(["GET", "POST"])
def closure_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    unit = selectors.unit_of(shelter, pk)
    if unit is None:
        raise Http404
    form = forms.ClosureForm(request.POST or None, initial={"first": night_of(timezone.localtime())})
    if form.is_valid():
        with form.refusing():
            close_unit(actor=request.user, unit=unit, **form.cleaned_data)
            messages.success(request, _("%(unit)s is out of use on these nights.") % {"unit": unit})
            return redirect(shelter)
    return page(request, "shelters/closure_create.html", {"shelter": shelter, "unit": unit}, form=form)


@login_required
@require_POST
def closure_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    closure = selectors.closure_of(shelter, pk)
    if closure is None:
        raise Http404
    try:
        reopen_unit(actor=request.user, closure=closure)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("%(unit)s can be given again.") % {"unit": closure.unit})
    return redirect(shelter)
