"""A draft is kept, thrown away, or forgotten. It is its writer's alone, and needs no right but to be logged in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from cmm.drafts.models import Draft
from cmm.drafts.rules import MOST, check_aside, check_draft
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue

FORGET = "drafts.forget"


@transaction.atomic
def keep_draft(*, actor: Any, path: str, title: str, fields: Mapping[str, Sequence[str]]) -> Draft:
    """What stands in the form at ``path``, which names form and person, comes back to ``actor``, who alone can read it.

    Raises RuleError.
    """
    others = Draft.objects.of(actor).exclude(path=path)[:MOST].count()
    check_draft(path=path, length=sum(len(value) for values in fields.values() for value in values), others=others)
    said = {"title": title[:200], "fields": {name: list(values) for name, values in fields.items()}}
    draft = Draft(id=Draft.key(actor, path), user=actor, path=path, content=said, saved_at=timezone.now())
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=["content", "saved_at"]
    )
    return draft


@transaction.atomic
def keep_aside(*, actor: Any, path: str, title: str, text: str) -> Draft:
    """A file the server has read, kept as a draft is until the form at ``path`` is saved. Raises RuleError."""
    check_aside(path=path, length=len(text))
    said = {"title": title[:200], "fields": {"aside": [text]}}
    draft = Draft(id=Draft.key(actor, path), user=actor, path=path, content=said, saved_at=timezone.now())
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=["content", "saved_at"]
    )
    return draft


def aside(actor: Any, path: str) -> str:
    """What was kept so, or nothing."""
    draft = Draft.objects.of(actor, path).first()
    return str(draft.content.reveal()["fields"]["aside"][0]) if draft else ""


@transaction.atomic
def drop_draft(*, actor: Any, path: str) -> None:
    """The form is saved, or its writer does not want the draft."""
    Draft.objects.filter(user=actor, path=path).delete()


@transaction.atomic
def promise_to_forget() -> Job:
    """Today's look for forgotten drafts is promised once, however often somebody rings."""
    return enqueue(FORGET, key=f"{FORGET}:{timezone.localdate():%Y-%m-%d}", args={})


def forget_drafts(job: Claimed) -> None:
    with job.finishing():
        Draft.objects.forgotten(timezone.now()).delete()
