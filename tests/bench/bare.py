"""A bare view: the same page, drawn from one indexed query and nothing else. No session, roles, log or counts.

Some templates ask while they are drawn, as a form does for its choices; then so does the bare view, as the same reader.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cmm.accounts.readings import Ledger
from cmm.core.context import Context, acting
from cmm.drafts.models import Draft
from cmm.drafts.templatetags import drafts
from tests.bench import visits

ADDRESS = "/bench/bare/"
# New with every drawing: a form's token, and how long the session has.
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b|(?<=data-left=\")\d+|(?<=data-longest=\")\d+")
# A form asks for what its reader has begun to write; the bare page has no reader.
NO_DRAFTS = SimpleNamespace(objects=SimpleNamespace(of=lambda _user, _path: Draft.objects.none()))
asking: set[str] = set()  # the pages whose templates ask
drawn: list["Visitor"] = []  # whose page the view draws now


@transaction.non_atomic_requests
def view(request: HttpRequest) -> HttpResponse:
    page = drawn[-1]
    request.user, request.path = page.user, page.path
    request.session = SimpleNamespace(end=timezone.now(), last_moment=timezone.now())
    request.ledger = Ledger()
    list(page.rows())
    reader = acting(Context(page.user.pk)) if page.address in asking else nullcontext()
    with patch.object(drafts, "Draft", NO_DRAFTS), reader:
        return render(request, page.rendering.template, page.rendering.context)


@dataclass(frozen=True)
class Visitor:
    """A browser whose requests meet no middleware, on its way to one page. ``rows`` is the one query."""

    address: str
    user: Any
    rendering: visits.Rendering
    rows: Callable[[], Iterable[Any]]

    @property
    def path(self) -> str:
        return self.address.partition("?")[0]

    @property
    def bare_address(self) -> str:
        """The page's own query comes along, for the page shows it."""
        return ADDRESS + self.address.removeprefix(self.path)

    @cached_property
    def client(self) -> Client:
        client = Client()
        with override_settings(MIDDLEWARE=[]):
            client.handler.load_middleware()
        return client

    def visit(self) -> HttpResponse:
        drawn[:] = [self]
        return visits.visit(self.client, self.bare_address)

    def check(self, whole: HttpResponse) -> None:
        """The bare page is the same page, and asks one statement besides what its template asks."""
        with CaptureQueriesContext(connections["default"]) as asked, suppress(Exception):
            self.visit()
        if asked.captured_queries:
            asking.add(self.address)
        with (
            CaptureQueriesContext(connections["default"]) as asked,
            CaptureQueriesContext(connections["unscoped"]) as own,
        ):
            answer = self.visit()
        if len(own) > 1 or (asked.captured_queries and self.address not in asking):
            raise RuntimeError(f"{self.address} asks while it is drawn: {[*asked, *own]}")
        if plain(answer) != plain(whole):
            raise RuntimeError(f"The bare view of {self.address} draws another page.")


def plain(answer: HttpResponse) -> str:
    return TOKEN.sub("TOKEN", answer.content.decode())
