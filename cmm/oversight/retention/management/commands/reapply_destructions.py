import sys
from typing import Any

from cmm.core.commands import SystemCommand
from cmm.oversight.retention.lines import Forged
from cmm.oversight.retention.services import reapply


class Command(SystemCommand):
    help = "After a restore, before anybody is let in: destroy again what the ledger says was destroyed."

    def handle(self, **_options: Any) -> None:
        try:
            done = reapply()
        except Forged as wrong:
            self.stderr.write(f"The ledger is not ours to trust: {wrong}. Nothing was done.")
            sys.exit(1)
        self.stdout.write(f"{done.gone} cases destroyed again, {done.held} kept by a hold")
        if done.held:
            sys.exit(1)
