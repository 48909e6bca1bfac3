"""What every page must know before it is made: whether its reader has a case open by emergency access."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.selectors import running_glasses
from cmm.accounts.scoping import GLASS, has_role_permission


class Alarm:
    """``request.glasses``: the bar on the page, and the basis of what the page shows (``cmm.accounts.readings``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.glasses = running_glasses(request.user) if has_role_permission(request.user, GLASS) else []
        return self.get_response(request)
