from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from cmm.core.migrating import referring


class Command(migrate.Command):
    """Django's own, as the login that owns the tables wherever its address is given: no other may make them.

    A migration sees every row it speaks of or stops. With ``row_security`` off PostgreSQL refuses a statement that a
    policy would have made smaller, where otherwise it would touch fewer rows than it says and nobody would know. One
    that must touch closed rows does so by ``cmm.core.migrating.touching``, which counts them.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        if "owner" in settings.DATABASES:
            parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.execute_wrapper(referring), connection.cursor() as cursor:
            cursor.execute("SET row_security = off")
            super().handle(*args, **options)
            cursor.execute("RESET row_security")
