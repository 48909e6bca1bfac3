from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.core.templatetags.cmm import danishclock, danishshort
from cmm.drafts.models import Draft

register = template.Library()

# Rooms in which somebody writes about a person. Accounts, passwords and what is only looked for are not kept.
ROOMS = {"cases", "identification", "shelters"}
NEVER = {"person_search", "glass_create", "case_purpose"}


@register.inclusion_tag("drafts/_draft.html", takes_context=True)
def draft(context: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Inside a form: what its reader has begun there comes back, and what they type from now on is kept."""
    request = context.get("request")
    place = getattr(request, "resolver_match", None)
    if place is None or place.app_name not in ROOMS or place.url_name in NEVER or not request.user.is_authenticated:
        return {"path": ""}
    path = path or request.path
    kept = Draft.objects.of(request.user, path).first() if request.method == "GET" else None
    told = {"path": path, "csrf_token": context.get("csrf_token")}
    return told | ({"kept": kept.content.reveal()["fields"], "when": when(kept.saved_at)} if kept else {})


def when(moment: Any) -> str:
    """kl. 09.14, i går kl. 21.14, or the day and the time."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return danishclock(local)
    day = _("yesterday") if days == 1 else danishshort(local.date())
    return f"{day} {danishclock(local)}"
