import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from cmm.core.commands import SystemCommand
from reports.history.counts import BrokenHistory
from reports.services import load_history


class Command(SystemCommand):
    help = (
        "Load the published history (2003–2023) from the files that ship with the product. Repeating changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load_history()
        except BrokenHistory as error:
            raise CommandError(" ".join(error.messages)) from error
        told = {"sources": loaded.sources, "counts": loaded.counts, "contradictions": len(loaded.contradictions)}
        if options["json"]:
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write(
                f"{told['counts']} historical counts from {told['sources']} sources; "
                f"{told['contradictions']} contradictions, each kept with both figures."
            )
