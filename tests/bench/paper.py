"""The figures as a table, and as docs/measurements.md."""

import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tests.bench.figures import BARE_BAR, GROWTH_BAR, SCOPE_BAR, Figure
from tests.bench.reasons import reasons_for
from tests.bench.rows import Row, told
from tests.lists.pages import BAR

FIRST_CAMPAIGN = "## `./dev campaign"
TARGET = Path(settings.ROOT) / "docs" / "measurements.md"
HEAD = (
    "page",
    "role",
    "place",
    "rows",
    "statements",
    "1 / 100",
    "work",
    "clock",
    "bare",
    "admin",
    "scope",
    "growth",
    "verdict",
)
WIDTHS = (31, 24, 5, 5, 11, 8, 7, 7, 6, 6, 6, 6, 0)

ABOUT = """# Measurements

`{command}`, {day}, {cores} cores, on the demonstration grown to {rows}. `./dev bench` writes this part, each campaign its own below.

Every row of the design's section 8, in one run:

```
{design}```
{further}
The lists one by one. One line is one list, for one reader, at its first page or its
last; a list without pages is measured whole.

| column | what it is | bar |
|---|---|---|
| statements | asked of the database besides transaction control and the reader's context | at most {bar} |
| 1 / 100 | the same with one row for every reader, and with a hundred | the same number |
| work | milliseconds of processor time, of the web process and of its database backend, from request to answer | |
| clock | the same by the clock, whoever else uses the machine; the commit to disk is not in it, for these servers do not wait for the disk | |
| bare | work as a multiple of a bare view's: the same page, letter by letter, drawn from one query by key, without session, roles, log, counts or middleware | at most {bare} |
| admin | work as a multiple of Django admin's change list of the same table, opened by its superuser, with the page's columns, joins, filters, search and number of rows; empty where the page puts several tables together | under 1 |
| scope | the list's own query as its reader asks it, as a multiple of the same query without policy table and policies, asked by PostgreSQL's own login, since the owner is bound like anybody else; empty where this reader has no rows | at most {scope} |
| growth | work as a multiple of the same page's over a thousand cases; empty where it shows another number of rows | at most {growth} |

"No exact count beyond 1,000" is held by every line whose verdict does not say *count*. Everything compared runs once in
each round, side by side; the figures are the least of {runs} rounds, what the work costs when nobody disturbs it.
"""  # noqa: E501 -- a line of a table cannot be broken


def write(command: str, design: list[Row], figures: list[Figure], rows: dict[str, int], runs: int) -> None:
    number = ", ".join(f"{number:,} {name}" for name, number in rows.items())
    about = ABOUT.format(
        day=f"{timezone.localdate():%-d %B %Y}",
        cores=os.cpu_count(),
        rows=number,
        command=command,
        design=told(design),
        further="".join(f"\n* {one.what}: {one.why}" for one in design if one.why) + "\n",
        growth=GROWTH_BAR,
        bar=BAR,
        bare=BARE_BAR,
        scope=SCOPE_BAR,
        runs=runs,
    )
    page = f"{about}\n{summary(figures)}\n\n```\n{table(figures)}```\n{reasons_for(figures)}"
    TARGET.write_text(f"{page}\n{campaigns(TARGET.read_text())}")


def campaigns(page: str) -> str:
    """What the campaigns have added below the bench's own part."""
    return page[page.index(FIRST_CAMPAIGN) :] if FIRST_CAMPAIGN in page else ""


def summary(figures: list[Figure]) -> str:
    broken = [one for one in figures if one.broken]
    return f"{len(figures)} lines, {len(figures) - len(broken)} hold every bar, {len(broken)} do not."


def table(figures: list[Figure]) -> str:
    return "".join(f"{line(cells)}\n" for cells in (HEAD, *map(cells_of, figures)))


def cells_of(one: Figure) -> tuple[str, ...]:
    return (
        one.page, one.role, one.place, str(one.rows), str(one.statements), f"{one.one_row} / {one.hundred_rows}",
        f"{one.work:.1f}", f"{one.clock:.1f}", ratio(one.to_bare), ratio(one.to_admin), ratio(one.to_unscoped),
        ratio(one.to_small),
        f"BROKEN: {', '.join(one.broken)}" if one.broken else "holds",
    )  # fmt: skip


def ratio(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"


def line(cells: tuple[str, ...]) -> str:
    """Words to the left, figures to the right."""
    placed = [
        cell.ljust(width) if place < 3 or not width else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    return " ".join(placed[:-1]) + f"  {placed[-1]}"
