from typing import Any

from cmm.core.commands import SystemCommand
from cmm.oversight.retention.services import carry_out_all, take_back_all


class Command(SystemCommand):
    help = (
        "Destroy every case that two persons have approved, with its files, and take back what was moved in by mistake."
    )

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{carry_out_all()} cases destroyed, {take_back_all()} moved-in cases taken back")
