"""What the reader has begun to write and not saved, wherever they still may."""

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


def begun_by(user: Any) -> list[Begun]:
    """The latest drafts of ``user``, without those about a row they may no longer see. At most three statements."""
    drafts = list(Draft.objects.of(user)[:SHOWN])
    refs = {draft.path: ref_in(draft.path) for draft in drafts}
    wanted = [ref for ref in refs.values() if ref]
    rows = {row.ref: row for model in (Case, Inquiry) if wanted for row in seen(model, user, wanted)}
    return [
        Begun(draft.content.reveal()["title"], draft.path, draft.saved_at, rows.get(refs[draft.path] or ""))
        for draft in drafts
        if refs[draft.path] is None or refs[draft.path] in rows
    ]


def seen(model: Any, user: Any, refs: list[str]) -> Any:
    return model.objects.allowed(user).filter(ref__in=refs)


def ref_in(path: str) -> str | None:
    """The number of what a form is about; nothing where it is about nobody yet."""
    try:
        return resolve(urlsplit(path).path).kwargs.get("ref")
    except Resolver404:  # a page of an older release
        return ""
