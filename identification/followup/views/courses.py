"""The follow-up of a case on one page, with every act one click away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors import acts_on, disclosures_of
from cmm.accounts.doors import get_allowed_or_404
from cmm.core.pages import page
from identification.followup.selectors import courses_of, shares_of

LATEST = 5


@login_required
@require_safe
def case_followup(request: HttpRequest, ref: str) -> HttpResponse:
    """Whoever decides in the case reads the return and the criminal cases; who works in it, all of it."""
    case = get_allowed_or_404(request, Case, ref=ref)
    works = "write_journal" in acts_on(request.user, case)
    context = {
        "case": case,
        "works": works,
        "writes": works and not case.closed_on,
        "courses": courses_of(request.user, case, works=works),
        "today": timezone.localdate(),
    }
    if works:
        context |= {
            "disclosures": list(disclosures_of(case)[:LATEST]),
            "shares": list(shares_of(request.user, case)[:LATEST]),
        }
    return page(request, "followup/case_followup.html", context)
