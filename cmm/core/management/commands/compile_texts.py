from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the Danish text catalogues (.po) to what Django reads (.mo)."
    requires_system_checks: list[str] = []

    def handle(self, *_args: object, **_options: object) -> None:
        for source in sorted(Path(settings.ROOT).glob("*/**/locale/*/LC_MESSAGES/django.po")):
            if ".venv" not in source.parts and "node_modules" not in source.parts:
                compile_catalogue(source)


def compile_catalogue(source: Path) -> None:
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3])
    with source.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
