import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from cmm.core.commands import SystemCommand
from cmm.crypto.rotation import BATCH, Rotated, rotate_all


class Command(SystemCommand):
    help = "Close everything with the keys in use. Online; killed at any point, it is simply started again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")
        parser.add_argument("--json", action="store_true", help="answer a machine, on the last line")

    def handle(self, *_args: Any, batch: int, json: bool, verbosity: int, **_options: Any) -> None:
        tell = self.stdout.write if verbosity > 1 else lambda _line: None
        told = rotate_all(tell, batch)
        self.stdout.write(as_json(told) if json else as_text(told))
        if faults(told):
            raise CommandError("Not everything could be closed with the keys in use. Keep the old ones.")


def faults(told: list[Rotated]) -> bool:
    return any(table.left or table.unreadable for table in told)


def as_json(told: list[Rotated]) -> str:
    return json.dumps({"ok": not faults(told), "tables": [vars(table) for table in told]})


def as_text(told: list[Rotated]) -> str:
    lines = [f"{table.table}: {table.rotated} closed anew, {table.left} left" for table in told]
    lines += [f"  {line}" for table in told for line in table.unreadable]
    return "\n".join(lines)
