"""Before anything of the register starts: the settings are whole and the database answers, or one line says why not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from cmm.settings import environment


@contextmanager
def in_one_line(code: int = 1) -> Iterator[None]:
    """What is wrong with the settings or the database ends the process with this code, and no traceback."""
    try:
        yield
    except ImproperlyConfigured as error:
        stop(f"Settings: {error}", code)
    except (OperationalError, psycopg.OperationalError) as error:
        said = str(error).splitlines()[0].rstrip(".")
        stop(f"Database: {said}. Is DATABASE_URL right, and is PostgreSQL running?", code)


def stop(line: str, code: int) -> None:
    sys.stderr.write(f"{line}\n")
    sys.exit(code)


def check(*names: str) -> None:
    """Raises ImproperlyConfigured or OperationalError; ``names`` are settings that others may leave unsaid."""
    from django.db import connection  # noqa: PLC0415 -- reads the settings, which may be what is wrong

    from cmm.crypto import keyring  # noqa: PLC0415 -- the same

    for name in names:
        environment.text(name)
    keyring.rings()
    with connection.cursor():
        connection.close()
