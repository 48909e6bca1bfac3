"""What row-level security and the log cost one request, as the campaign of this name measures it."""

from tests.bench.rows import Row
from tests.campaigns import overhead

TURNS = 4


def rows() -> list[Row]:
    cost = overhead.costs(overhead.measured(TURNS))
    page = max(cost, key=lambda name: cost[name])
    return [Row("row-level security and the log, of one request", cost[page], overhead.BAR, " ms", page)]
