from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.core.templatetags.cmm import danishclock, danishshort
from cmm.drafts.models import Draft
from cmm.drafts.rules import keeps_drafts

register = template.Library()


@register.inclusion_tag("drafts/_draft.html", takes_context=True)
def draft(context: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Inside a form: what its reader has begun there comes back, and what they type from now on is kept."""
    request = context.get("request")
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return {"path": ""}
    path = path or request.get_full_path()
    if not keeps_drafts(path):
        return {"path": ""}
    kept = Draft.objects.of(request.user, path).first() if request.method == "GET" else None
    told = {"path": path, "csrf_token": context.get("csrf_token")}
    return told | ({"kept": kept.content.reveal()["fields"], "when": when(kept.saved_at)} if kept else {})


@register.filter(name="draftmoment")
def when(moment: datetime) -> str:
    """kl. 09.14, i går kl. 21.14, or the day and the time."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return danishclock(local)
    day = _("yesterday") if days == 1 else danishshort(local.date())
    return f"{day} {danishclock(local)}"
