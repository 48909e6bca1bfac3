"""Vega-Lite specifications as plain dictionaries, drawn to SVG of an exact size in millimetres.

vl_convert is imported inside the function alone: a process that has drawn a chart must never fork.
"""

import re
from functools import cache
from html import escape
from typing import Any

from cmm.core.paper.fonts import FONTS

Rows = list[dict[str, Any]]
Spec = dict[str, Any]

MM = 96 / 25.4
INK, MUTE = "#15252D", "#5A6872"
DEEP, MID, PALE, WARM, SUN, HAZE = "#0F3D4C", "#6C98A4", "#CBDBDF", "#A85912", "#F2A33C", "#8FB5BF"
PLAIN = {"type": "nominal", "scale": None}
AXIS = {
    "grid": False, "ticks": False, "title": None, "domainColor": INK, "domainWidth": 0.75,
    "labelColor": INK, "labelFontSize": 10.5, "labelPadding": 5, "labelAngle": 0,
}  # fmt: skip
CONFIG = {
    "font": "IBM Plex Sans",
    "view": {"stroke": None},
    "text": {"fontSize": 10.5, "color": INK},
    "axis": AXIS,
}
NOISE = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events|stroke-miterlimit)="[^"]*"')
BACKDROP = re.compile(r'<path d="M0,0h[\d.]+v[\d.]+h-?[\d.]+Z"/>')
LEFTOVER = '<path d="" display="none"/>'
TAG = re.compile(r"<[^>]*>")
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


@cache
def engine() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


Size = tuple[float, float]
Pad = tuple[float, float, float, float]


def draw(layers: list[Spec], size: Size, alt: str, pad: Pad = (0, 0, 0, 0), **more: Any) -> str:
    """An SVG of exactly ``size`` mm; ``pad`` is top, right, bottom, left. Same layers, same bytes."""
    top, right, bottom, left = pad
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        "autosize": "none",
        "background": None,
        "layer": layers,
        "width": (size[0] - left - right) * MM,
        "height": (size[1] - top - bottom) * MM,
        "padding": {"top": top * MM, "right": right * MM, "bottom": bottom * MM, "left": left * MM},
        **more,
    }
    return tidy(engine().vegalite_to_svg(spec, allowed_base_urls=[]), alt)


def tidy(drawing: str, alt: str) -> str:
    """Attributes a strict content policy and a screen reader can live with; numbers that do not tremble."""
    drawing = BACKDROP.sub("", NOISE.sub("", drawing)).replace(LEFTOVER, "")
    drawing = TAG.sub(lambda tag: LONG_NUMBER.sub(rounded, tag[0]), drawing)
    return drawing.replace(">", f"><title>{escape(alt)}</title>", 1)


def rounded(found: re.Match[str]) -> str:
    """Two decimals, in the geometry alone: 7.412 among the words is a Danish thousand."""
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def layer(rows: Rows, mark: Spec, **channels: Any) -> Spec:
    return {"data": {"values": rows}, "mark": mark, "encoding": channels}


def names(field: str, axis: Spec | None = None, **more: Any) -> Spec:
    return {"field": field, "type": "ordinal", "sort": None, "axis": axis, **more}


def amount(field: str, domain: list[float], **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None, **more}


def when(test: str, yes: Any, no: Any) -> Spec:
    return {"condition": {"test": test, "value": yes}, "value": no}


def said(field: str) -> Spec:
    return {"field": field}


def text(align: str = "center", dx: float = 0, dy: float = 0, **more: Any) -> Spec:
    return {"type": "text", "align": align, "dx": dx, "dy": dy, "baseline": "alphabetic", **more}


CROWDED = 16


def year_axis(*years: str) -> Spec:
    """Full years at the ends, two figures between; where they stand close, nothing beside the full ones."""
    first, *_between, last = (years[0], *years)
    ends = f"datum.value == '{first}' || datum.value == '{last}' ? datum.value : "
    close = f"datum.value == '{years[1]}' || datum.value == '{years[-2]}' ? '' : " if len(years) > CROWDED else ""
    return {"labelExpr": f"{ends}{close}slice(datum.value, 2)"}


def lines_axis(room: float) -> Spec:
    """Words to the left of horizontal bars, flush left, a bar between lines."""
    words = "split(datum.value, '|')"
    return {"domain": False, "labelAlign": "left", "labelPadding": room * MM, "labelLimit": 300, "labelExpr": words}
