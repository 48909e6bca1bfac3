from argparse import ArgumentParser

from django.conf import settings
from django.core.management.commands import migrate


class Command(migrate.Command):
    """Django's own, as the login that owns the tables wherever its address is given: no other may make them."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        if "owner" in settings.DATABASES:
            parser.set_defaults(database="owner")
