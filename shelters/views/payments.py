"""Who pays: the rules coordinators keep, and what a night costs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CodeList
from cases.selectors import codes
from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import page
from shelters import forms, selectors
from shelters.models import PayerRule, Shelter
from shelters.services import keep_payer_rule, set_rate


@roles_required("shelters.change_payerrule")
@require_safe
def payer_rule_list(request: HttpRequest) -> HttpResponse:
    rows = PayerRule.objects.allowed(request.user).select_related("accommodation_type", "residence_basis")[:200]
    return page(request, "shelters/payer_rule_list.html", {"rules": rows, "today": timezone.localdate()})


@roles_required("shelters.add_payerrule")
@require_http_methods(["GET", "POST"])
def payer_rule_create(request: HttpRequest) -> HttpResponse:
    return kept(request, PayerRule(valid_from=timezone.localdate()))


@login_required
@require_http_methods(["GET", "POST"])
def payer_rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return kept(request, get_allowed_or_404(request, PayerRule, "change", pk=pk))


def kept(request: HttpRequest, rule: PayerRule) -> HttpResponse:
    form = forms.PayerRuleForm(
        request.POST or None,
        initial=forms.rule_initial(rule),
        kinds=codes(CodeList.ACCOMMODATION_TYPE),
        bases=codes(CodeList.RESIDENCE_BASIS),
    )
    if form.is_valid():
        with form.refusing():
            keep_payer_rule(actor=request.user, rule=rule, **form.cleaned_data)
            messages.success(request, _("The rule is saved. What is asked for from now on is proposed by it."))
            return redirect("shelters:payer_rule_list")
    return page(request, "shelters/payer_rule_form.html", {"rule": rule}, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def rate_create(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    form = forms.RateForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if form.is_valid():
        with form.refusing():
            set_rate(actor=request.user, shelter=shelter, **form.cleaned_data)
            messages.success(request, _("The rate is saved."))
            return redirect(shelter)
    context = {"shelter": shelter, "rates": selectors.rates_of(shelter)}
    return page(request, "shelters/rate_create.html", context, form=form)
