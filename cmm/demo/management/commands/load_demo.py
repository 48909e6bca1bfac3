import json
import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from cmm.core.commands import SystemCommand
from cmm.demo.cast import is_loaded


class Command(SystemCommand):
    # Addresses and templates are no part of it, and their check takes as long as a month of the demonstration.
    requires_system_checks = []
    help = "Load the demonstration world: real organisations, fictional persons, three years of work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=2026, help="another number gives another world")
        parser.add_argument("--years", type=int, default=3, help="how many years back it goes")
        parser.add_argument("--share", type=float, default=1.0, help="the part of a whole world that is played")
        parser.add_argument("--json", action="store_true", help="answer with the counts and the world's mark")

    def handle(self, *, seed: int, years: int, share: float, **options: Any) -> None:
        if not settings.CMM_DEMONSTRATION:
            raise CommandError("This register holds real persons: the demonstration is not loaded into it.")
        from cmm.demo import digest, passwords, world  # noqa: PLC0415 -- time-machine is only where demonstrations are

        began = time.monotonic()
        loaded_before = is_loaded()
        if loaded_before:
            self.tell("The demonstration is loaded already.", options)
            passwords.renew(settings.CMM_DEMO_PASSWORD)
        else:
            size = world.Size(years=years, share=share)
            cast = world.build(seed=seed, size=size, tell=lambda line: self.tell(line, options))
            if not settings.CMM_DEMO_PASSWORD:
                self.tell(f"Every login has the password {cast.password}", options)
        seconds = round(time.monotonic() - began, 1)
        self.tell(f"Loaded in {seconds} seconds.", options)
        if options["json"]:
            answer = {"loaded_before": loaded_before, "seconds": seconds, "digest": digest.digest()}
            self.stdout.write(json.dumps(answer | {"rows": digest.counts()}, indent=2))

    def tell(self, line: str, options: dict[str, Any]) -> None:
        if not options["json"]:
            self.stdout.write(line)
            self.stdout.flush()
