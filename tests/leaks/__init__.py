"""Letters and files with planted leaks, and innocent ones, sent through the verbs that send them."""

from pathlib import Path

WORDS = Path(__file__).with_name("words")


def listed(name: str) -> list[str]:
    return (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
