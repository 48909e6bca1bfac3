"""A draft is kept, thrown away, or forgotten. It is its writer's alone, and needs no right but to be logged in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from cmm.core.errors import RuleError
from cmm.drafts.models import Draft
from cmm.jobs.models import Job
from cmm.jobs.services import Claimed, enqueue

FORGET = "drafts.forget"
LONGEST = 100_000  # characters in all: ten times the longest note


@transaction.atomic
def keep_draft(*, actor: Any, path: str, title: str, fields: Mapping[str, Sequence[str]]) -> Draft:
    """What stands in the form at ``path`` comes back to ``actor``, who alone can read it. Raises RuleError."""
    check_draft(path, fields)
    said = {"title": title[:200], "fields": {name: list(values) for name, values in fields.items()}}
    draft = Draft(id=Draft.key(actor, path), user=actor, path=path, content=said, saved_at=timezone.now())
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=["content", "saved_at"]
    )
    return draft


def check_draft(path: str, fields: Mapping[str, Sequence[str]]) -> None:
    """There is such a form, and what stands in it is no longer than anybody types."""
    try:
        resolve(path)
    except Resolver404:
        raise RuleError(_("There is no such form."), code="no_such_form") from None
    if sum(len(value) for values in fields.values() for value in values) > LONGEST:
        raise RuleError(_("It is too long to be kept as a draft."), code="draft_too_long")


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
