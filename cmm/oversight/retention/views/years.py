"""For how long each kind of case is kept, and the changes a pair agrees on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.errors import RuleError
from cmm.core.pages import page
from cmm.oversight.retention.enums import Category
from cmm.oversight.retention.forms import YearsForm
from cmm.oversight.retention.models import RuleChange
from cmm.oversight.retention.rules import may_confirm
from cmm.oversight.retention.selectors import changes_of, rules
from cmm.oversight.retention.services import confirm_years, drop_years, propose_years


@roles_required("retention.view_rulechange")
@require_safe
def years_list(request: HttpRequest) -> HttpResponse:
    """What is in force, what waits for the other of the pair, and what was before."""
    changes = changes_of(request.user)
    waiting = [
        (one, may_confirm(one.proposed_by_id, one.proposed_as, request.user.pk, request.user.roles))
        for one in changes
        if one.settled_at is None
    ]
    settled = [one for one in changes if one.settled_at is not None]
    return page(
        request, "retention/years_list.html", {"rules": rules().values(), "waiting": waiting, "settled": settled}
    )


@roles_required("retention.add_rulechange")
@require_http_methods(["GET", "POST"])
def years_create(request: HttpRequest, category: str) -> HttpResponse:
    if category not in Category.values:
        raise Http404
    known = rules()[category]
    proposed = {"years": known.years, "source": known.source, "valid_from": timezone.localdate()}
    form = YearsForm(request.POST or None, initial=proposed)
    if form.is_valid():
        with form.refusing():
            propose_years(actor=request.user, category=category, **form.cleaned_data)
            messages.success(request, _("It is proposed. Nothing changes until the other of the two has confirmed it."))
            return redirect("retention:years_list")
    return page(request, "retention/years_create.html", {"category": Category(category), "known": known}, form=form)


@login_required
@require_POST
def years_settle(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_allowed_or_404(request, RuleChange, "settle", pk=pk)
    try:
        if request.POST.get("act") == "confirm":
            confirm_years(actor=request.user, change=change)
            messages.success(request, _("It is confirmed, and counts from its day on."))
        else:
            drop_years(actor=request.user, change=change)
            messages.success(request, _("The change is dropped."))
    except RuleError as refused:
        messages.error(request, refused.messages[0])
    return redirect("retention:years_list")
