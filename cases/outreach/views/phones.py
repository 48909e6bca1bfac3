"""What makes a phone one that records without a network: its page, its worker, its name, and what waits on it."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cases.outreach.forms.contacts import ContactForm, presets_of
from cases.outreach.models import SealedContact, SealingKey, Venue
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.selectors.looks import look_of
from cases.outreach.selectors.rounds import earlier_rounds, running_round
from cases.outreach.services.keys import make_ready
from cmm.accounts.doors import roles_required
from cmm.accounts.readings import note_reading
from cmm.core.pages import page
from cmm.core.views import hidden as hidden_page

SHOWN = 50  # contacts of one's own, the newest first


@roles_required("outreach.add_phone")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits on this phone, which only its script knows, and what has been received."""
    own = SealedContact.objects.allowed(request.user, "follow").of(request.user).select_related("contact", "round")
    sent = list(own.newest_first()[:SHOWN])
    note_reading(request, [row.contact for row in sent if row.contact])
    return page(request, "outreach/queue.html", {"sent": sent})


@roles_required("outreach.add_phone")
@require_POST
def phone_ready(request: Any) -> JsonResponse:
    ready = make_ready(actor=request.user)
    return JsonResponse({"token": ready.token})


@roles_required("outreach.add_phone")
@require_safe
def phone_page(request: Any) -> HttpResponse:
    """The recording page as a phone keeps it: what the organisation chooses from, and no person, log-in or token.

    Made without the request, so that nothing of whoever asks can stand in it but the number of their account.
    """
    request.session.let_be()
    running = running_round(request.user)
    key = SealingKey.objects.allowed(request.user).in_use().first()
    if key is None:
        return HttpResponse(status=409)  # nobody in the organisation has made a phone ready
    form = ContactForm(
        None,
        venues=Venue.objects.allowed(request.user).active(),
        codes=phone_codes(),
        rounds=[running] if running else [],
        initial=presets_of(running),
    )
    context = {
        "form": form,
        "look": look_of(request.user),
        "round": running,
        "rounds": earlier_rounds(request.user),
        "chrome": {"demonstration": settings.CMM_DEMONSTRATION},
        "hidden_url": reverse("outreach:hidden"),
        "account": request.user.pk,
        "key": key,
        "public": public_of(key),
        "idle_minutes": settings.CMM_IDLE_MINUTES,
    }
    return HttpResponse(render_to_string("outreach/phone_page.html", context))


def public_of(key: SealingKey) -> str:
    return b64encode(bytes(key.public)).decode()


@require_safe
def hidden(request: HttpRequest) -> HttpResponse:
    """The dull calendar, where a phone can keep it."""
    return hidden_page(request)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker, from an address that makes it one of these pages and of no others."""
    script = Path(settings.ROOT, "static", "js", "phone-worker.js").read_text()
    return HttpResponse(script, content_type="text/javascript")


@require_safe
def manifest(request: Any) -> JsonResponse:
    """The name and picture the organisation has chosen; what it is for does not stand on the phone."""
    request.session.let_be()  # the browser asks, and nobody uses the page by that
    look = look_of(request.user)
    icon = {"src": look.picture, "sizes": "any", "type": "image/svg+xml"}
    start = reverse("outreach:start")
    told = {
        "name": look.name,
        "short_name": look.name,
        "lang": get_language(),
        "id": start,
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#0c0f12",
        "theme_color": "#171b1f",
        "icons": [icon | {"purpose": purpose} for purpose in ("any", "maskable")],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@login_required
@require_safe
def log_out(request: HttpRequest) -> HttpResponse:
    """Says that something waits, before somebody logs out with it."""
    return page(request, "outreach/log_out.html")
