"""The gate: a text leaves, or it is said at its place what must come out of it first."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.leaving.enums import Leak
from cases.leaving.knowing import About, about, leaks_in, stopped_lately
from cases.leaving.rules import Finding
from cases.models import Case
from cmm.accounts.models import User
from cmm.accounts.scoping import can
from cmm.audit.enums import AuditAction, EventKind
from cmm.audit.services import note_event, record
from cmm.core.errors import RuleError

MOST_STOPPED = 20  # in an hour: whoever has more tries names, or needs help
SHOWN = 5


class Stopped(RuleError):
    """The text says what must not leave. ``may_despite``: whoever sends it may say why it must stand there."""

    def __init__(self, message: str, *, field: str, may_despite: bool) -> None:
        super().__init__(message, code="leak", field=field)
        self.may_despite = may_despite


def let_out(*, actor: User, case: Case, texts: Mapping[str, str], document: str, despite: str = "") -> None:
    """``texts`` by the field they were written in, or the whole ``document`` under none, go out about the person in
    ``case``. Raises Stopped, ProofWanted.

    Somebody else may be named where whoever may let it out says why; a protected house never.
    """
    leaking = all_leaking(actor, texts, about(case))
    if not leaking:
        return
    kinds = kinds_of(leaking)
    never = any(Leak(kind).is_never_let_out for kind in kinds)
    if despite.strip() and not never and can(actor, "let_out", case):
        record(
            actor, AuditAction.LET_OUT, case, case_ref=case.ref, document=document, kinds=kinds, reason=despite.strip()
        )
        return
    stop(actor, kinds, case.ref)
    field, text, found = worst(leaking)
    may = not never and can(actor, "let_out", case)
    raise Stopped(told(text, found, never=never, may=may), field=field, may_despite=may)


def let_out_of(*, actor: User, texts: Mapping[str, str], document: str, whom: About | None = None) -> None:
    """The same of what is about no single case, such as a file or a note: nothing of it is let out all the same."""
    leaking = all_leaking(actor, texts, whom or About())
    if leaking:
        stop(actor, kinds_of(leaking), document)
        field, text, found = worst(leaking)
        raise Stopped(told(text, found, never=True), field=field, may_despite=False)


Leaking = tuple[str, str, list[Finding]]  # a field, what was written in it, and what of it must not leave


def all_leaking(actor: User, texts: Mapping[str, str], whom: About) -> list[Leaking]:
    if stopped_lately() >= MOST_STOPPED:
        raise RuleError(
            _("Too many of your texts were stopped in the last hour. Wait an hour, or ask the coordinator."),
            code="too_many_stopped",
        )
    fields, written = list(texts), [plain_text(text) for text in texts.values()]
    return [one for one in zip(fields, written, leaks_in(written, whom), strict=True) if one[2]]


def kinds_of(leaking: list[Leaking]) -> list[Leak]:
    return sorted({one.leak for _field, _text, found in leaking for one in found})


def worst(leaking: list[Leaking]) -> Leaking:
    """The field to say it at: where a protected house is named, else the first."""
    return next((one for one in leaking if any(each.leak.is_never_let_out for each in one[2])), leaking[0])


def stop(actor: User, kinds: Iterable[Leak], where: str) -> None:
    """It stays in the log when the act is rolled back: which kind, and never what."""
    with override("da"):  # as the log's reader reads it
        said = ", ".join(str(Leak(kind).label) for kind in kinds)
    note_event(EventKind.LEAK_STOPPED, actor=actor, subject=f"{where}: {said}")


def told(text: str, found: list[Finding], *, never: bool, may: bool = False) -> str:
    """What to take out, in the words that were written."""
    named = [
        _("“%(words)s” (%(kind)s)") % {"words": one.place.of(text)[:80], "kind": Leak(one.leak).label}
        for one in found[:SHOWN]
    ]
    more = [_("and %(count)s more") % {"count": len(found) - SHOWN}] if len(found) > SHOWN else []
    if never:
        say = _("This must not leave the register: %(what)s. Take it out.")
    elif may:
        say = _("This names somebody else: %(what)s. Take it out, or write why it must stand there.")
    else:
        say = _("This names somebody else: %(what)s. Take it out, or let a coordinator say why it must stand there.")
    return say % {"what": "; ".join([*named, *more])}


TAGS = re.compile(r"<(?:style|head)\b.*?</(?:style|head)>|<[^>]+>", re.DOTALL)


def plain_text(said: Any) -> str:
    """What a reader reads of a text, of a drawing's HTML too."""
    text = str(said)
    return html.unescape(TAGS.sub(" ", text)) if text.lstrip().startswith("<") else text
