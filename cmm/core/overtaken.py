"""Somebody else was first, and nothing of what came second stays: the file was merged meanwhile, or PostgreSQL let
one of two through.
"""

from collections.abc import Callable

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from psycopg.errors import DeadlockDetected

from cmm.core.speaking import constraint_of
from cmm.core.transactions import CONFLICT

# What the database says of a case that was merged into another while somebody wrote.
HUSK = "case_takes_rows"
LIES_ELSEWHERE = _("The case has been merged into another. Nothing was stored: write it in the case it lies in now.")
AT_ONCE = _("Somebody else wrote in the same place at the same moment. Nothing was stored: do it once more.")


class LiesElsewhere(Exception):
    """What is to be done to a file that was merged into another: it is done there, or not at all."""


def told_of(refused: Exception) -> str:
    """What to say to whoever came second; nothing where the error is another."""
    if isinstance(refused, LiesElsewhere) or (isinstance(refused, IntegrityError) and constraint_of(refused) == HUSK):
        return str(LIES_ELSEWHERE)
    if isinstance(refused, OperationalError) and isinstance(refused.__cause__, DeadlockDetected):
        return str(AT_ONCE)
    return ""


class Overtaken:
    """Where a button was pressed there is no form to say it in: a page says it, and the request is rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        told = told_of(exception)
        return HttpResponse(render_to_string("409.html", {"told": told}), status=CONFLICT) if told else None
