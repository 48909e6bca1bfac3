"""What is public. Nobody is logged in, and PostgreSQL tells of published editions and of nothing else."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from reports.enums import FileKind, Language

KINDS = list(FileKind.values)
# An edition's year and number are small numbers: what is none was never printed.
MOST = 9_999


@dataclass(frozen=True)
class PublicFile:
    kind: str
    language: str
    name: str
    size: int
    pages: int | None
    sha256: str


@dataclass(frozen=True)
class PublicEdition:
    """One published edition with all its files; ``corrects`` is the number of the edition it takes the place of."""

    year: int
    number: int
    published_at: datetime
    corrects: int | None
    files: list[PublicFile] = field(default_factory=list)

    def languages(self) -> list[tuple[str, list[PublicFile]]]:
        """The files of each language, the report before the tables."""
        order = {kind: place for place, kind in enumerate(KINDS)}
        found = ((str(language), [one for one in self.files if one.language == language]) for language in Language)
        return [(language, sorted(files, key=lambda one: order[one.kind])) for language, files in found if files]


def published() -> list[PublicEdition]:
    """Every published edition, newest first, in one statement."""
    found: dict[tuple[int, int], PublicEdition] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.published()")
        for year, number, published_at, corrects, *facts in cursor.fetchall():
            edition = found.setdefault((year, number), PublicEdition(year, number, published_at, corrects))
            edition.files.append(PublicFile(*facts))
    return list(found.values())


def published_file(year: int, number: int, kind: str, language: str) -> tuple[str, str, Any] | None:
    """Name, digest and bytes of one file, or nothing: not published and never drawn are the same."""
    if year > MOST or number > MOST:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sha256, content FROM sec.published_file(%s::integer, %s::integer, %s::text, %s::text)",
            [year, number, kind, language],
        )
        row: tuple[str, str, Any] | None = cursor.fetchone()
        return row
