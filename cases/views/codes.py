from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.forms import CodeForm, RetireForm
from cases.models import Code
from cases.selectors import codes, codes_of
from cases.services import add_code, retire_code
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import page


def asked_list(request: HttpRequest) -> CodeList:
    """Which list the address speaks of; the forms of exploitation when it does not say."""
    asked = request.GET.get("list", CodeList.EXPLOITATION_FORM)
    if asked not in CodeList.values:
        raise Http404
    return CodeList(asked)


@roles_required("cases.change_code")
@require_safe
def code_list(request: HttpRequest) -> HttpResponse:
    chosen = asked_list(request)
    context = {
        "chosen": chosen,
        "lists": CodeList.choices,
        "codes": list(codes_of(chosen)),
        "today": timezone.localdate(),
    }
    return page(request, "cases/code_list.html", context)


@roles_required("cases.add_code")
@require_http_methods(["GET", "POST"])
def code_create(request: HttpRequest) -> HttpResponse:
    chosen = asked_list(request)
    form = CodeForm(request.POST or None, entries=codes(chosen))
    if form.is_valid():
        with form.refusing():
            code = add_code(actor=request.user, code_list=chosen, **form.cleaned_data)
            messages.success(request, _("“%(code)s” can be chosen from now on.") % {"code": code.label})
            return redirect(code)
    return page(request, "cases/code_create.html", {"chosen": chosen}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def code_detail(request: HttpRequest, code_list: str, code: str) -> HttpResponse:
    entry = get_allowed_or_404(request, Code, "change", list=code_list, code=code)
    form = RetireForm(request.POST or None, initial={"valid_to": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            retire_code(actor=request.user, code=entry, **form.cleaned_data)
            messages.success(request, _("“%(code)s” is retired. It stays readable where it stands.") % {"code": entry})
            return redirect(entry.list_url)
    context = {"code": entry, "codes": list(codes_of(entry.list)), "today": timezone.localdate()}
    return page(request, "cases/code_detail.html", context, form=form)
