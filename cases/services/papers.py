"""Papers of a case that go with what somebody outside is told: read as far as a machine can, and else by the sender."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Case, Document
from cmm.accounts.models import User
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from cmm.core.files.texts import words_in
from cmm.crypto import vault
from cmm.crypto.cipher import Unreadable


@dataclass(frozen=True)
class Papers:
    """``unread``: the numbers of those in which something may stand that no machine has read."""

    numbers: tuple[int, ...] = ()
    said: str = ""
    unread: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """What the ledger says of them."""
        return _("Papers of the case that went with it: %(papers)s.") % {"papers": "; ".join(self.titles)}


def papers_of(actor: User, case: Case, numbers: Collection[int], *, looked: bool) -> Papers:
    """What they say. Raises RuleError where one is gone, or nobody has looked through what no machine can read."""
    found = list(
        Document.objects.allowed(actor, "write_journal")
        .filter(case=case, number__in=numbers, withdrawn_at__isnull=True)
        .order_by("number")
    )
    if len(found) != len(set(numbers)):
        raise RuleError(_("A paper has been withdrawn meanwhile. Choose again."), code="gone", field="papers")
    said, unread = [], []
    for document in found:
        words = words_in(content_of(document))
        said += [document.title, words.text]
        unread += [] if words.is_whole else [document.number]
    if unread and not looked:
        told = ", ".join(map(str, unread))
        raise RuleError(
            _("No machine can read all of paper %(numbers)s. Look through it, and say that you did.")
            % {"numbers": told},
            code="unread",
            field="looked",
        )
    titles = tuple(f"{one.number} {one.title}" for one in found)
    return Papers(tuple(one.number for one in found), "\n\n".join(said), tuple(unread), titles)


def content_of(document: Document) -> bytes:
    try:
        return vault.take(document.uuid)
    except Unreadable:
        told = _("Paper %(number)s cannot be opened.") % {"number": document.number}
        raise RuleError(told, code="unreadable", field="papers") from None


def note_papers(actor: User, case: Case, papers: Papers) -> None:
    """Which papers left, and which of them the sender has looked through instead of a machine."""
    if papers.numbers:
        sent, looked = list(papers.numbers), list(papers.unread)
        record(actor, AuditAction.PAPERS_SENT, case, case_ref=case.ref, papers=sent, looked_through=looked)
