import json
from typing import Any

from django.core.management.base import CommandError

from cmm.backup.following import shelf_of_environment
from cmm.backup.proving import prove
from cmm.backup.shelf import Damaged
from cmm.core.commands import SystemCommand


class Command(SystemCommand):
    help = "Part of `python -m cmm backup restore`: destroy again, bring the files, prove the log, open a sample."

    def handle(self, **_options: Any) -> None:
        try:
            told = prove(shelf_of_environment())
        except Damaged as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(json.dumps(told))
