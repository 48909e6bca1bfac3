"""Where persons come from: grey land without borders, a circle for each country the table names."""

import json
from functools import cache
from typing import Any

from cmm.core.paper.fonts import ROOT
from reports.countries import code_of
from reports.rendering.charts.engine import DEEP, Spec, draw, layer, said, text

LAND = ROOT / "node_modules" / "world-atlas" / "land-110m.json"  # Natural Earth, public domain
# Longitude, latitude, and on which side of the circle the name stands.
PLACES: dict[str, tuple[float, float, str]] = {
    "AL": (20, 41, "left"), "BG": (25, 42.5, "left"), "BR": (-52, -11, "left"), "CM": (12.5, 5.5, "left"),
    "CN": (104, 35, "left"), "CO": (-73, 4, "right"), "CZ": (15.5, 49.8, "right"), "DK": (10, 56, "left"),
    "ET": (39.5, 8.5, "left"), "GH": (-1, 7.5, "right"), "GM": (-15.5, 13.5, "right"), "HU": (19.5, 47, "right"),
    "IN": (79, 22, "right"), "KE": (38, 0.5, "left"), "LT": (24, 55.3, "left"), "LV": (25, 57, "left"),
    "MA": (-6.5, 32, "right"), "NG": (8, 9.5, "right"), "NP": (84, 28, "left"), "PH": (122.5, 12, "left"),
    "PL": (19.5, 52, "left"), "RO": (25, 46, "right"), "RS": (21, 44, "right"), "SK": (19.5, 48.7, "left"),
    "TH": (101, 15, "right"), "UA": (31.5, 49, "left"), "UG": (32.5, 1.3, "left"), "VN": (106.5, 20.5, "left"),
}  # fmt: skip
PROJECTION = {"type": "equalEarth", "scale": 103, "translate": [272, 152]}


@cache
def land() -> Any:
    return json.loads(LAND.read_text())


def circles(values: dict[str, tuple[str, int]]) -> list[Spec]:
    """Code to name and number, the largest first so that no small circle is covered."""
    found = []
    for code, (label, count) in values.items():
        place = PLACES.get(code_of(code))
        if place:
            found.append({"x": label, "y": count, "lon": place[0], "lat": place[1], "side": place[2]})
    return sorted(found, key=lambda one: (-one["y"], one["x"]))


def world(values: dict[str, tuple[str, int]], alt: str) -> str:
    """The area of a circle follows its number; the numbers themselves stand on the bars."""
    rows = circles(values)
    top = max(row["y"] for row in rows)
    at = {name: {"field": short, "type": "quantitative"} for name, short in (("longitude", "lon"), ("latitude", "lat"))}
    size = {"field": "y", "type": "quantitative", "legend": None, "scale": {"domain": [0, top], "range": [0, 1300]}}
    shapes = {"format": {"type": "topojson", "feature": "land"}, "values": land()}
    ring = {"type": "circle", "opacity": 1, "color": DEEP, "stroke": "white", "strokeWidth": 0.8}
    layers = [
        {"data": shapes, "mark": {"type": "geoshape", "fill": "#DFE6E8", "stroke": None}},
        layer(rows, ring, **at, size=size),
        *(layer([row], beside(row, top), **at, text=said("x")) for row in rows),
    ]
    return draw(layers, (148, 71.5), alt, projection=PROJECTION)


def beside(row: Spec, top: int) -> Spec:
    """The name clear of its own circle."""
    away = (1300 * row["y"] / top / 3.14159) ** 0.5 + 4
    return text(row["side"], away if row["side"] == "left" else -away, 4, fontSize=11)
