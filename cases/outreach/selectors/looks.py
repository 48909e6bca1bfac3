"""How the phone pages look on a phone."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cases.outreach.enums import LookIcon
from cases.outreach.models import PhoneLook
from cmm.accounts.scoping import has_role_permission


def look_of(user: Any) -> PhoneLook:
    """What the organisation of ``user`` has chosen last; until then, and to whoever is not logged in, a dull one."""
    chosen = None
    if user is not None and user.is_authenticated and has_role_permission(user, "outreach.view_phonelook"):
        chosen = PhoneLook.objects.allowed(user).order_by("-pk").first()
    return chosen or PhoneLook(name=_("Duty plan"), icon=LookIcon.CALENDAR)


def look(request: HttpRequest) -> dict[str, Any]:
    """The look, asked for only by a page that has one."""
    return {"look": SimpleLazyObject(lambda: look_of(getattr(request, "user", None)))}
