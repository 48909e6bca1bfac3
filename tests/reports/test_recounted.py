"""Every printed figure of a small register is what plain SQL counts of the rows."""

from django.urls import reverse

from identification import selectors as identification
from reports.extracts.packing import opened
from reports.selectors.register import parts_of
from tests.reports.conftest import asked
from tests.reports.plain_sql import recounted
from tests.reports.small_world import build

FLOW = {
    "found": 54, "counted": 42,
    "excluded": {"counted_already": 1, "not_trafficked": 8, "said_before": 1, "set_aside": 2},
}  # fmt: skip


def test_each_shown_figure_is_counted_again_in_sql_and_opens_to_its_cases(loaded, statistician, quick_drawing, as_role):
    build(persons=42)
    small = asked(statistician, 2026)
    shown = shown_in(small.figures)
    assert (len(shown) > 25, shown) == (True, {key: recounted(*key) for key in shown})
    assert {"acts theft", "age_years youngest", "age_years oldest"} <= {" ".join(key) for key in shown}
    flow = {one["definition"]: one for one in small.extract.flow}
    assert {name: flow["identified"][name] for name in FLOW} == FLOW
    assert identification.figures(2026)["identified"] == FLOW["counted"]
    assert names_and_ids(small.extract) == (set(), {24})
    behind = {why: cases_behind(as_role("cmm_coordinator"), why) for why in ("counted", *FLOW["excluded"])}
    assert behind == {"counted": 42} | FLOW["excluded"]
    opened_page = as_role("cmm_statistician").get(reverse("reports:figure_detail", args=[2026, "forms"])).text
    assert ("−8" in opened_page, "En senere afgørelse i sagen siger noget andet" in opened_page) == (True, True)


def cases_behind(browser, why):
    answer = browser.get(reverse("reports:figure_rows", args=[2026, "forms"]), {"why": why})
    return answer.context["shown"].counted


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
