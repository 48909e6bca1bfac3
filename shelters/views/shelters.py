"""The shelters themselves: capacity and counts, and no person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import page
from shelters import selectors
from shelters.models import Address, Shelter
from shelters.rules import night_of


@roles_required("shelters.view_shelter")
@require_safe
def shelter_list(request: HttpRequest) -> HttpResponse:
    tonight = night_of(timezone.localtime())
    rows = selectors.capacity(Shelter.objects.allowed(request.user), tonight)
    standings = selectors.standings(request.user, tonight)
    return page(request, "shelters/shelter_list.html", {"rows": rows, "tonight": tonight, "standings": standings})


@login_required
@require_safe
def shelter_detail(request: HttpRequest, slug: str) -> HttpResponse:
    shelter = get_allowed_or_404(request, Shelter, slug=slug)
    tonight = night_of(timezone.localtime())
    context = {
        "shelter": shelter,
        "offers": shelter.services.all(),
        "rates": selectors.rates_of(shelter),
        "capacity": selectors.capacity_of(shelter, tonight),
        "places": selectors.places(shelter, tonight),
        "tonight": tonight,
        "state": selectors.standings(request.user, tonight).state(shelter.pk),
        "has_address": Address.objects.allowed(request.user).filter(shelter=shelter, said__isnull=False).exists(),
    }
    return page(request, "shelters/shelter_detail.html", context)
