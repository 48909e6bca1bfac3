from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from cmm.core.commands import SystemCommand
from reports.models import Edition
from reports.services.reproducing import reproduce


class Command(SystemCommand):
    help = "Work an edition out again from its sealed extract, draw it, and say whether its files are the same bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="its number in the register (17), or its name (2024-1)")
        parser.add_argument("--out", help="a folder to write the files to")

    def handle(self, *_args: Any, **options: Any) -> None:
        edition = found(options["edition"])
        if edition.figures is None:
            raise CommandError(f"Edition {edition.ref} has no figures: {edition.get_state_display()}.")
        files, differences = reproduce(edition)
        if options["out"]:
            folder = Path(options["out"])
            folder.mkdir(parents=True, exist_ok=True)
            for file in files:
                (folder / file.name).write_bytes(file.content)
        for difference in differences:
            self.stdout.write(difference)
        if differences:
            raise CommandError(f"Edition {edition.ref} could not be reproduced: {len(differences)} differences.")
        for file in files:
            self.stdout.write(f"{file.sha256}  {file.name}")
        self.stdout.write(f"Edition {edition.ref} is reproduced: {len(files)} files, the same bytes.")
        if not edition.is_live:
            self.stdout.write(
                "It counts nobody and has no extract: its figures are what others had printed, as they were frozen and "
                "sealed, and only the files were made anew."
            )


def found(name: str) -> Edition:
    """By its id, or by year and number."""
    year, dash, number = name.partition("-")
    if not (year.isdecimal() and (number.isdecimal() or not dash)):
        raise CommandError("An edition is called by its id (17) or by its year and number (2024-1).")
    facts = {"year": int(year), "number": int(number)} if dash else {"pk": int(year)}
    edition: Edition | None = Edition.objects.filter(**facts).first()
    if edition is None:
        raise CommandError(f"There is no edition {name}.")
    return edition
