"""Two groups over time."""

from reports.rendering.charts.engine import (
    DEEP,
    MUTE,
    PLAIN,
    WARM,
    Rows,
    Spec,
    amount,
    draw,
    layer,
    names,
    said,
    text,
    year_axis,
)  # fmt: skip

COLOURS = (DEEP, WARM)
LOW = 0.12  # of the highest: nearer to the axis there is no room for words under a point
MARKERS = ({"type": "circle", "size": 50, "opacity": 1}, {"type": "square", "size": 46, "opacity": 1})


def two_lines(groups: dict[str, dict[str, int]], now: str, alt: str) -> str:
    """Each group is named on the picture and has its own marker; first, last and turning points are told."""
    top = max(value for values in groups.values() for value in values.values())
    span = sorted({year for values in groups.values() for year in values})
    rows: list[Rows] = [
        [{"x": year, "y": value, "c": colour, "t": str(value)} for year, value in values.items()]
        for colour, values in zip(COLOURS, groups.values(), strict=True)
    ]
    across = names("x", year_axis(*span), scale={"type": "point", "padding": 0.6, "domain": span})
    place = {"x": across, "y": amount("y", [0, top * 1.08]), "color": {"field": "c", **PLAIN}}
    layers = [
        *grid(top, place["y"]),
        *(layer(each, {"type": "line", "strokeWidth": 2.4}, **place) for each in rows),
        *(layer(each, marker, **place) for each, marker in zip(rows, MARKERS, strict=True)),
        *told(rows, place),
        *(
            layer([row], text("left", 7, dy, fontWeight=600), **place, text=said("t"))
            for row, dy in named(groups, rows)
        ),
    ]
    return draw(layers, (108, 84), alt, (0, 0, 7, 0))


def grid(top: int, tall: Spec) -> list[Spec]:
    step = 25 if top > 60 else 10
    lines = [{"y": value} for value in range(step, int(top * 1.08), step)][:4]
    return [
        layer(lines, {"type": "rule", "color": "#DFE6E8", "strokeWidth": 0.6}, y=tall),
        layer(lines, text("left", 0, -3, fontSize=10, color=MUTE), y=tall, x={"value": 0}, text=said("y")),
    ]


def told(rows: list[Rows], place: Spec) -> list[Spec]:
    """First, last, highest and lowest of each group; the lower group's words stand under the point."""
    layers = []
    for mine, theirs in ((rows[0], rows[1]), (rows[1], rows[0])):
        other = {row["x"]: row["y"] for row in theirs}
        shown = ends({row["x"]: row["y"] for row in mine})
        chosen = [row for row in mine if row["x"] in shown]
        above = [row for row in chosen if row["y"] >= other.get(row["x"], 0) or row["y"] < LOW * top_of(rows)]
        below = [row for row in chosen if row not in above]
        layers += [layer(above, text(dy=-9, fontWeight=600), **place, text=said("t"))] if above else []
        layers += [layer(below, text(dy=17, fontWeight=600), **place, text=said("t"))] if below else []
    return layers


def top_of(rows: list[Rows]) -> int:
    return max(int(row["y"]) for each in rows for row in each)


def named(groups: dict[str, dict[str, int]], rows: list[Rows]) -> list[tuple[Spec, int]]:
    """The names stand outside the lines, where these are far apart and level and no figure stands yet."""
    first, second = ({row["x"]: row["y"] for row in each} for each in rows)
    taken = {year for values in (first, second) for year in ends(values)}
    shared = [year for year in first if year in second]
    free = [year for year in shared if year not in taken] or shared
    place = max(free, key=lambda year: room(year, first, second))
    upper, low = first[place] > second[place], LOW * top_of(rows)
    return [
        ({"x": place, "y": values[place], "t": label, "c": colour}, -9 if high or values[place] < low else 17)
        for (label, values), colour, high in zip(groups.items(), COLOURS, (upper, not upper), strict=True)
    ]


def room(year: str, first: dict[str, int], second: dict[str, int]) -> int:
    """How far apart the two are, less what each moves until the next year."""
    years = list(first)
    after = years[min(years.index(year) + 1, len(years) - 1)]
    steps = [abs(values.get(after, values[year]) - values[year]) for values in (first, second)]
    return abs(first[year] - second[year]) - sum(steps)


def ends(values: dict[str, int]) -> set[str]:
    """First, last, highest and lowest."""
    years = list(values)
    return {years[0], years[-1], max(years, key=values.__getitem__), min(years, key=values.__getitem__)}
