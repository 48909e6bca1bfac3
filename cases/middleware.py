"""What every page must know of its reader before it is made: what is open by emergency access, and why they come."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from cases.selectors import running_glasses
from cases.views import purposes
from cmm.accounts.readings import PurposeWanted
from cmm.accounts.scoping import GLASS, has_role_permission

Answer = Callable[[HttpRequest], HttpResponse]


class Alarm:
    """``request.glasses``: the bar on the page, and the basis of what the page shows (``cmm.accounts.readings``)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        may = has_role_permission(request.user, GLASS)
        request.glasses = running_glasses(request.user) if may and request.user.has_glass else []
        return self.get_response(request)


class Purposes:
    """``request.stated_purpose``: what its reader opens a case for. Where they must say it first, they are asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.stated_purpose = partial(purposes.said_by, request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return purposes.ask(request, exception.case_id) if isinstance(exception, PurposeWanted) else None
