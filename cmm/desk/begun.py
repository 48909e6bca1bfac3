"""What the reader has begun to write and not saved, wherever they still may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from cases.models import Case, Inquiry
from cmm.drafts.models import Draft

SHOWN = 10


@dataclass(frozen=True)
class Begun:
    """A form somebody has begun; the row is the case or inquiry it is about, where it is about one."""

    title: str
    url: str
    saved_at: datetime
    row: Case | Inquiry | None


def drafts_of(user: Any) -> dict[Draft, str | None]:
    """The latest drafts of ``user``, each with the number of what it is about. One statement."""
    return {draft: ref_in(draft.path) for draft in Draft.objects.of(user)[:SHOWN]}


def begun(drafts: Mapping[Draft, str | None], seen: Mapping[str, Case | Inquiry]) -> list[Begun]:
    """Without those about what is not among what their writer has ``seen``: they may no longer read it."""
    return [
        Begun(draft.content.reveal()["title"], draft.path, draft.saved_at, seen.get(ref or ""))
        for draft, ref in drafts.items()
        if ref is None or ref in seen
    ]


def ref_in(path: str) -> str | None:
    """The number of what a form is about; nothing where it is about nobody yet."""
    try:
        return resolve(urlsplit(path).path).kwargs.get("ref")
    except Resolver404:  # a page of an older release
        return ""
