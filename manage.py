#!/usr/bin/env python3
import sys

from django.core.management import execute_from_command_line

from cmm.start import in_one_line


def main() -> None:
    """Run a management command; wrong settings or a silent database end in one line."""
    with in_one_line():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
