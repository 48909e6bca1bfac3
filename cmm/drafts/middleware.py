"""A form that is saved leaves no draft: it goes in the transaction of what was saved."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from cmm.drafts.services import drop_draft

SAVED = (302, 303)


class SavedForms:
    """Only the page's own answer counts: whoever is asked why they come, in place of it, has saved nothing."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        answered = response.status_code in SAVED and not getattr(request, "turned_away", False)
        if request.method == "POST" and answered and request.user.is_authenticated:
            drop_draft(actor=request.user, path=request.get_full_path())
        return response

    def process_exception(self, request: Any, _exception: Exception) -> None:
        request.turned_away = True
