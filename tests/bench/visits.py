"""One reader in front of the register, and what is asked and drawn for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client

from cmm.accounts.models import User
from cmm.core import pages
from tests.statements import statements


@dataclass(frozen=True)
class Rendering:
    """What a view handed to its template."""

    template: str
    context: dict[str, Any]


def reader(user: User) -> Client:
    """A browser of ``user``. Every measured request goes through one, as from outside."""
    client = Client()
    client.force_login(user)
    return client


def visit(client: Client, address: str) -> HttpResponse:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}.")
    return answer


def asked(client: Client, address: str) -> list[str]:
    with statements() as found:
        visit(client, address)
    return found


def rendered(client: Client, address: str) -> tuple[HttpResponse, Rendering]:
    """The answer and what it was drawn from."""
    with kept() as renderings:
        answer = visit(client, address)
    return answer, renderings[-1]


@contextmanager
def kept() -> Iterator[list[Rendering]]:
    renderings: list[Rendering] = []

    def keep(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        renderings.append(Rendering(template, dict(context)))
        return render(request, template, context, status=status)

    with patch.object(pages, "render", keep):
        yield renderings
