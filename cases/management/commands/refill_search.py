from argparse import ArgumentParser
from typing import Any

from cases.services.searching import BATCH, refill_search
from cmm.core.commands import SystemCommand


class Command(SystemCommand):
    help = "Make what a search reads of each identity anew, after its rules changed. Online; simply started again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *_args: Any, batch: int, verbosity: int, **_options: Any) -> None:
        tell = self.stdout.write if verbosity > 1 else lambda _line: None
        self.stdout.write(f"cases_identity: {refill_search(tell, batch)} filled")
