"""Once more who you are: heard before the page where it comes with a form, and asked for where a verb wants it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from cmm.accounts.views import proving
from cmm.core.proof import ProofWanted


class Proofs:
    """The one guard of acts that take a proof: whatever verb asks for one, its page answers with the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, *_view: Any) -> HttpResponse | None:
        """Not before it is known which page this is: only some of them take the files that come with a form."""
        return proving.hear(request) if request.user.is_authenticated else None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        return proving.ask(request) if isinstance(exception, ProofWanted) else None
