"""The journal of a case."""

from django.db.models import QuerySet

from cases.models import Case, JournalEntry


def journal_of(case: Case) -> QuerySet[JournalEntry]:
    """Notes newest first, each with what it corrects and what has corrected it."""
    rows: QuerySet[JournalEntry] = case.journal.select_related("author", "corrects")
    return rows.prefetch_related("corrections").order_by("-written_at", "-pk")


def entry_called(case: Case, number: str) -> JournalEntry | None:
    """The note with ``number`` in the case, if there is one."""
    if not (number.isascii() and number.isdigit()) or len(number) > 9:
        return None
    return case.journal.filter(number=int(number)).first()
