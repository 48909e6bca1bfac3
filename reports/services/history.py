from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from reports.history.contradictions import Contradiction, contradictions
from reports.history.counts import Count, Source
from reports.history.reading import FILES, read_history
from reports.models import HistoricalCount, HistoricalSource

SOURCE_FACTS = ["publisher", "title", "url", "seen_on", "note", "note_en"]
FACTS = [
    "source", "population", "dimension", "category", "crossed", "year", "value", "printed", "certainty", "note",
]  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What a loading found."""

    sources: int
    counts: int
    contradictions: list[Contradiction]


@transaction.atomic
def load_history(*, actor: Any = None, folder: Path = FILES) -> Loaded:
    """The database holds exactly the figures of the files. A broken line raises BrokenHistory and changes nothing.

    Frozen editions carry their own figures, so that loading anew never changes one.
    """
    sources, counts = read_history(folder)
    store_sources(sources)
    store_counts(counts)
    HistoricalSource.objects.exclude(key__in=[source.key for source in sources]).delete()
    newest = HistoricalSource.objects.order_by("key")[0]
    record(actor, AuditAction.HISTORY_LOADED, newest, sources=len(sources), counts=len(counts))
    return Loaded(len(sources), len(counts), contradictions(counts))


def store_sources(sources: list[Source]) -> None:
    rows = [HistoricalSource(**asdict(source)) for source in sources]
    HistoricalSource.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=SOURCE_FACTS)


def store_counts(counts: list[Count]) -> None:
    """One row a line of a file; lines that are gone take their rows with them."""
    keys = dict(HistoricalSource.objects.values_list("key", "pk"))
    rows = [row_of(count, keys) for count in counts]
    HistoricalCount.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["file", "line"], update_fields=FACTS
    )
    lines = {(count.file, count.line) for count in counts}
    stored = HistoricalCount.objects.values_list("pk", "file", "line")
    gone = [pk for pk, file, line in stored if (file, line) not in lines]
    HistoricalCount.objects.filter(pk__in=gone).delete()


def row_of(count: Count, keys: dict[str, int]) -> HistoricalCount:
    facts = asdict(count)
    return HistoricalCount(source_id=keys[facts.pop("source")], **facts)
