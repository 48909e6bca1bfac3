"""Where a secret house lies: hidden until somebody asks, shown for a minute, and every asking is logged."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cmm.accounts.doors import get_allowed_or_404, roles_required
from cmm.core.pages import page
from shelters.forms import AddressForm
from shelters.models import Address, Shelter
from shelters.services import reveal_address, write_address

# How long it stands open on the screen; the page goes back by itself, with or without a script.
SECONDS = 60


@login_required
@require_http_methods(["GET", "POST"])
def address_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Opens the address for a minute. The page's own address, kept somewhere or come back to, leads to the house."""
    if request.method == "GET":
        return redirect("shelters:shelter_detail", slug)
    found = get_allowed_or_404(request, Address, shelter__slug=slug, said__isnull=False)
    opened = reveal_address(actor=request.user, address=found)
    context = {"shelter": found.shelter, "address": opened, "seconds": SECONDS}
    response = page(request, "shelters/address.html", context)
    response["Refresh"] = f"{SECONDS}; url={found.shelter.get_absolute_url()}"
    return response


@roles_required("shelters.add_address")
@require_http_methods(["GET", "POST"])
def address_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The form never shows what stands there: whoever writes an address knows it."""
    shelter = get_allowed_or_404(request, Shelter, "change", slug=slug)
    form = AddressForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            write_address(actor=request.user, shelter=shelter, **form.cleaned_data)
            messages.success(request, _("The address has been saved. It is hidden until somebody asks."))
            return redirect(shelter)
    return page(request, "shelters/address_edit.html", {"shelter": shelter}, form=form)
