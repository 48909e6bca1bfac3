"""Run one campaign; what it printed is added to docs/measurements.md under today's date and the command."""

# ruff: noqa: E402 -- Django is set up before anything that needs its models
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.utils import timezone

HERE = Path(__file__).parent
MEASUREMENTS = "docs/measurements.md"


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def main(words: list[str]) -> int:
    name, *rest = words or [""]
    if name not in names():
        sys.stderr.write(f"./dev campaign NAME, where NAME is one of: {', '.join(names())}.\n")
        return 2
    answer, ok = import_module(f"tests.campaigns.{name}").main(rest)
    sys.stdout.write(answer)
    keep(f"./dev campaign {' '.join(words)}", answer, timezone.localdate())
    return 0 if ok else 1


def keep(command: str, answer: str, day: date) -> None:
    path = Path(settings.ROOT) / MEASUREMENTS
    path.write_text(f"{path.read_text().rstrip()}\n\n{section(command, answer, day)}")


def section(command: str, answer: str, day: date) -> str:
    return f"## `{command}`, {day.day}. {day:%B %Y}\n\n```\n{answer.strip()}\n```\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
