from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases.merging.models import Notice
from cases.merging.services import read_notice
from cmm.accounts.doors import get_allowed_or_404


@login_required
@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever referred has read it: it leaves the list of what is new."""
    read_notice(actor=request.user, notice=get_allowed_or_404(request, Notice, "follow", pk=pk))
    return redirect("cases:referral_list")
