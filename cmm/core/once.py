"""What several parts of a page ask about one row is asked once."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def once(row: Any, ask: Callable[..., Answer], *terms: Hashable) -> Answer:
    """What ``ask`` says of ``terms``, kept with ``row`` for as long as that is in hand. For pages: a verb asks anew."""
    answers: dict[Any, Answer] = row.__dict__.setdefault("_answers", {})
    if (ask, terms) not in answers:
        answers[ask, terms] = ask(*terms)
    return answers[ask, terms]
