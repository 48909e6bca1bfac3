import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cmm.alerts.figures import whole
from cmm.alerts.rules import standing
from cmm.alerts.words import said


class Command(BaseCommand):
    help = "Say what of the register itself needs somebody now, the worst first; the exit code is 1 when anything does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="the last line is the answer for a machine")

    def handle(self, **options: Any) -> None:
        figures = whole()
        found = standing(figures)
        codes = [alert.code for alert in found] + ([] if figures["database_up"] else ["database_gone"])
        if options["json"]:
            self.stdout.write(json.dumps({"alerts": codes, "figures": {name: str(figures[name]) for name in figures}}))
        else:
            for code in codes:
                self.stdout.write(f"{code}: {said(code).heading}. docs/drift.md#{code}")
            self.stdout.write(f"{len(codes)} alerts")
        if codes:
            sys.exit(1)
