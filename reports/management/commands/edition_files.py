from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from cmm.core.commands import SystemCommand
from reports.rules import FIRST_YEAR, is_live
from reports.selectors.releases import newest_published
from reports.services.reproducing import drafted

TABLES = "tables.json"  # what machines ask for: the Danish one


class Command(SystemCommand):
    help = "Write exactly what the public gets of a year: the report in both languages and the data files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--out", required=True, help="the folder to write to; it is made where it is missing")
        parser.add_argument(
            "--draft", action="store_true", help="where no edition is published: draw the year as it stands now"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        year, folder = options["year"], Path(options["out"])
        if not FIRST_YEAR <= year <= timezone.localdate().year:
            raise CommandError(f"Choose a year from {FIRST_YEAR} to {timezone.localdate().year}.")
        files = list(self.files(year, draft=options["draft"]))
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in [*files, *named_for_machines(files)]:
            (folder / name).write_bytes(content)
            self.stdout.write(str(folder / name))

    def files(self, year: int, *, draft: bool) -> Iterator[tuple[str, bytes]]:
        edition = newest_published(year)
        if edition:
            for file in edition.files.order_by("name"):
                yield file.name, bytes(file.content)
        elif draft:
            drawn = drafted(year, live=is_live(year), stamp=timezone.now(), tell=lambda *_step: None)
            yield from ((file.name, file.content) for file in drawn)
        else:
            raise CommandError(f"No edition of {year} is published. --draft draws the year as it stands now.")


def named_for_machines(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    danish = {name: content for name, content in files if name.endswith("-da.json")}
    if TABLES not in dict(files) and danish:
        yield TABLES, next(iter(danish.values()))
