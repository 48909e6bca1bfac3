import json
from typing import Any

from django.core.management.base import CommandParser

from cmm.core.commands import SystemCommand
from cmm.demo.logins import logins


class Command(SystemCommand):
    help = "List the demonstration's logins, one per role, and what to try with each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(logins(), ensure_ascii=False, indent=2))
            return
        for login in logins():
            self.stdout.write(f"{login['email']:<34} {login['name']}, {login['organisation']}")
            self.stdout.write(f"{'':<34} {login['try']}")
