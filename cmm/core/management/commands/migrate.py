import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import OperationalError, connections

from cmm.core.migrating import LOCKS, PAUSE, STATEMENTS, TRIES, referring, somebody_was_there, unhurried


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
        """People go on working meanwhile. Whoever waits for a table makes everybody wait who comes after: so nobody
        waits longer than a second, and all that was not done is tried again. A migration is done whole or not at all.
        """
        connection = connections[options["database"]]
        with connection.execute_wrapper(referring), connection.execute_wrapper(unhurried):
            for left in reversed(range(TRIES)):
                try:
                    self.once(connection, *args, **options)
                except OperationalError as error:
                    if not left or not somebody_was_there(error):
                        raise
                    self.stderr.write(f"A table is in use; it is tried again, {left} times at most.")
                    connection.close()
                    time.sleep(PAUSE)
                else:
                    return

    def once(self, connection: Any, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCKS}'; SET statement_timeout = '{STATEMENTS}'")
            cursor.execute("SET row_security = off")
            super().handle(*args, **options)
            cursor.execute("RESET row_security; RESET lock_timeout; RESET statement_timeout")
