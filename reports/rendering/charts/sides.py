"""The picture beside a table: each row's words over its bar, so that they have the whole width of the column."""

from textwrap import wrap
from typing import Any

from reports.numbers import number
from reports.rendering.charts.bars import Pairs, Shown
from reports.rendering.charts.engine import DEEP, INK, MID, PLAIN, Rows, Spec, draw, layer, said, text

WIDTH, LETTERS = 54, 34
LINE, THICK, THIN, GAP = 3.6, 3.1, 1.2, 2.0  # millimetres: a line of words, this year's bar, the other year's, between


def beside(pairs: Pairs, alt: str) -> str:
    """Pairs are (words, now, before). What is withheld or not known carries its sign where its bar would begin."""
    with_before = any(isinstance(before, int | float) for _label, _now, before in pairs)
    top = max((value for _label, *both in pairs for value in both if isinstance(value, int | float)), default=0)
    words: Rows = []
    bars: Rows = []
    told: Rows = []
    down = 0.0
    for label, now, before in pairs:
        for line in wrap(label, LETTERS) or [""]:
            down += LINE
            words.append({"x": 0, "y": down - 0.9, "t": line})
        bars += bar(now, down, THICK, DEEP)
        told.append({"x": now if isinstance(now, int | float) else 0, "y": down + 2.5, "t": sign_of(now)})
        down += THICK
        if with_before:
            bars += bar(before, down, THIN, MID)
            down += THIN
        down += GAP
    return draw(layers(words, bars, told, (top * 1.3 or 1, down)), (WIDTH, down), alt)


def bar(value: Shown, down: float, thick: float, shade: str) -> Rows:
    return [{"a": 0, "b": value, "y": down, "z": down + thick, "c": shade}] if isinstance(value, int | float) else []


def sign_of(value: Shown) -> str:
    return ".." if value is None else value if isinstance(value, str) else number(value)


def layers(words: Rows, bars: Rows, told: Rows, size: tuple[float, float]) -> list[Spec]:
    """Everything is placed in millimetres from the top and in persons from the left."""
    wide, tall = size
    far = {"scale": {"domain": [0, wide], "nice": False}, "axis": None, "type": "quantitative"}
    high = {"scale": {"domain": [0, tall], "nice": False, "reverse": True}, "axis": None, "type": "quantitative"}

    def at(name: str, axis: Any) -> Spec:
        return {"field": name, **axis}

    return [
        layer(bars, {"type": "rect"}, x=at("a", far), x2={"field": "b"}, y=at("y", high), y2={"field": "z"},
              color={"field": "c", **PLAIN}),
        layer(words, text("left", color=INK), x=at("x", far), y=at("y", high), text=said("t")),
        layer(told, text("left", 4, 0, fontWeight=600), x=at("x", far), y=at("y", high), text=said("t")),
    ]  # fmt: skip
