"""Every printed figure of a small register is what plain SQL counts of the rows."""

from identification import selectors as identification
from reports.extracts.packing import opened
from reports.selectors.register import parts_of
from tests.reports.conftest import asked
from tests.reports.plain_sql import recounted
from tests.reports.small_world import build

FLOW = {
    "found": 36, "counted": 24,
    "excluded": {"counted_already": 1, "not_trafficked": 8, "said_before": 1, "set_aside": 2},
}  # fmt: skip


def test_each_shown_figure_is_counted_again_in_sql_and_the_extract_names_nobody(loaded, statistician, quick_drawing):
    build()
    small = asked(statistician, 2026)
    shown = shown_in(small.figures)
    assert (len(shown) > 25, shown) == (True, {key: recounted(*key) for key in shown})
    flow = {one["definition"]: one for one in small.extract.flow}
    assert {name: flow["identified"][name] for name in FLOW} == FLOW
    assert identification.figures(2026)["identified"] == FLOW["counted"]
    assert names_and_ids(small.extract) == (set(), {24})


def shown_in(figures):
    """The register's own numbers of the year."""
    return {
        (table["id"], cell["key"][0]): cell["value"]
        for table in figures["tables"]
        for cell in table["cells"]
        if cell["source"] == "register" and cell["value"] is not None and cell["key"][1] in ("2026", "number")
    }


def names_and_ids(extract):
    """What would tell somebody apart, and how long the ids are."""
    parts = parts_of(extract)
    rows = [row for name in ("decisions", "stays", "periods", "inquiries") for row in opened(parts[name].content)]
    telling = {"ref", "name", "code_name", "decided_on", "received_at", "stay", "case", "victim", "pk"}
    return {name for row in rows for name in row} & telling, {len(row["id"]) for row in rows}
