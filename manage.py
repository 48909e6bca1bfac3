#!/usr/bin/env python3
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run a management command; wrong settings or a silent database end in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmm.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    except OperationalError as error:
        sys.exit(f"Database: {str(error).splitlines()[0]} Is DATABASE_URL right, and is PostgreSQL running?")


if __name__ == "__main__":
    main()
