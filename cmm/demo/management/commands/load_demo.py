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
        parser.add_argument(
            "--size", type=float, help="grow it afterwards to this part of 100,000 cases, or to so many"
        )
        parser.add_argument("--json", action="store_true", help="answer with the counts and the world's mark")

    def handle(self, *, seed: int, years: int, share: float, size: float | None, **options: Any) -> None:
        if not settings.CMM_DEMONSTRATION:
            raise CommandError("This register holds real persons: the demonstration is not loaded into it.")
        from cmm.demo import digest, passwords, world  # noqa: PLC0415 -- time-machine is only where demonstrations are

        began = time.monotonic()
        loaded_before = is_loaded()
        if loaded_before:
            self.tell("The demonstration is loaded already.", options)
            passwords.renew(settings.CMM_DEMO_PASSWORD)
        else:
            whole = world.Size(years=years, share=share)
            cast = world.build(seed=seed, size=whole, tell=lambda line: self.tell(line, options))
            if not settings.CMM_DEMO_PASSWORD:
                self.tell(f"Every login has the password {cast.password}", options)
        passwords.give_codes()
        if size:
            self.grow(size, options)
        self.tell(f"Every login's codes are made of {passwords.secret()}", options)
        seconds = round(time.monotonic() - began, 1)
        self.tell(f"Loaded in {seconds} seconds.", options)
        if options["json"]:
            answer = {"loaded_before": loaded_before, "seconds": seconds, "digest": digest.digest()}
            self.stdout.write(json.dumps(answer | {"rows": digest.counts()}, indent=2))

    def grow(self, size: float, options: dict[str, Any]) -> None:
        """The masses of design section 8, by the owner's login and before anything of the log is sealed."""
        from cmm.demo.masses.log import AlreadySealed  # noqa: PLC0415 -- likewise
        from cmm.demo.masses.sizes import masses  # noqa: PLC0415 -- likewise
        from cmm.demo.masses.world import are_laid, lay  # noqa: PLC0415 -- likewise

        if "owner" not in settings.DATABASES:
            raise CommandError("DATABASE_OWNER_URL is not set: masses of rows are laid by the owner of the tables.")
        if are_laid():
            self.tell("The masses are laid already.", options)
            return
        try:
            lay(masses(size), lambda line: self.tell(line, options))
        except ValueError as wrong:
            raise CommandError(str(wrong)) from None
        except AlreadySealed:
            raise CommandError(
                "The log is sealed, and rows of earlier years would not verify in it."
                " Load the demonstration and its masses in one go: ./dev run --fresh is not run in between."
            ) from None

    def tell(self, line: str, options: dict[str, Any]) -> None:
        if not options["json"]:
            self.stdout.write(line)
            self.stdout.flush()
