import json
import sys
from typing import Any

from django.core.management.base import CommandParser
from django.db import connections

from cmm.audit.verifying import verify
from cmm.core.commands import SystemCommand


class Command(SystemCommand):
    help = "Prove that no row of the log was changed, removed, added or moved, and that its end is not cut off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="the last line is the answer for a machine")

    def handle(self, **options: Any) -> None:
        report = verify("worker" if "worker" in connections.settings else "default")
        if options["json"]:
            self.stdout.write(json.dumps(report.told()))
        else:
            self.stdout.write(f"{report.entries} entries, {len(report.faults)} faults")
            for fault in report.faults:
                self.stdout.write(" ".join(f"{name}={value}" for name, value in fault.told().items()))
        if not report.ok:
            sys.exit(1)
