from typing import Any

from django.core.management.base import BaseCommand

from cmm.core.context import system


class SystemCommand(BaseCommand):
    """A management command, which the database knows as the system: whoever can start one holds the system's key."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with system(f"command:{type(self).__module__.rpartition('.')[2]}"):
            return super().execute(*args, **options)
