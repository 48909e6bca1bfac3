"""The law's day counts, which a coordinator keeps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import page
from identification.forms import RuleForm
from identification.models import PeriodRule
from identification.rules.periods import LegalVersion
from identification.services import keep_rule


@roles_required("identification.change_periodrule")
@require_safe
def period_rule_list(request: HttpRequest) -> HttpResponse:
    rows = PeriodRule.objects.allowed(request.user)[:50]
    return page(request, "identification/period_rule_list.html", {"rules": rows})


@roles_required("identification.add_periodrule")
@require_http_methods(["GET", "POST"])
def period_rule_create(request: HttpRequest) -> HttpResponse:
    return kept(request, PeriodRule(cap_days=120))


@login_required
@require_http_methods(["GET", "POST"])
def period_rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return kept(request, get_allowed_or_404(request, PeriodRule, "change", pk=pk))


def kept(request: HttpRequest, rule: PeriodRule) -> HttpResponse:
    form = RuleForm(request.POST or None, initial={name: getattr(rule, name) for name in RuleForm.base_fields})
    if form.is_valid():
        with form.refusing():
            keep_rule(actor=request.user, rule=rule, law=LegalVersion(**form.cleaned_data))
            messages.success(request, _("The rule is saved. Every clock follows it from now on."))
            return redirect("identification:period_rule_list")
    return page(request, "identification/period_rule_form.html", {"rule": rule}, form=form)
