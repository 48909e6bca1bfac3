"""Topics: one table under a heading of its own, with its picture and what one must know to read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from reports.rendering.press import Press
from reports.rendering.sections.pairs import Pair, pair

Text = str | Promise


@dataclass(frozen=True)
class Topic:
    """``about`` says what is counted, ``more`` stands under the table; rows ``apart`` have no bar beside the others."""

    table: str
    title: Text
    about: Text
    more: Text = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A topic with its figures, ready for the page."""

    anchor: str
    title: str
    about: str
    pair: Pair


def blocks(press: Press, topics: Iterable[Topic]) -> Iterator[Block]:
    """Those of ``topics`` the figures know."""
    for topic in topics:
        if found := pair(press, topic.table, more=str(topic.more), apart=topic.apart):
            yield Block(f"om-{topic.table}", str(topic.title), str(topic.about), found)


def headings(found: Iterable[Block]) -> tuple[tuple[str, str], ...]:
    """Their lines in the contents."""
    return tuple((one.anchor, one.title) for one in found)
