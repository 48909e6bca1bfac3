"""The yearly report as the worker draws it, beside WeasyPrint alone on the same finished HTML; and its memory.

Both run in a process of their own, both languages, from the start of Python to the last byte.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings

from reports.models import Edition
from reports.rendering import child, paper
from reports.rendering.drawing import draw_edition, environment, font_configuration, order_for
from tests.bench.rows import Row

BAR, MEMORY, RUNS = 1.2, 400.0, 2
# Reads the pages on stdin and draws each with WeasyPrint and nothing else, as the same kind of PDF.
ALONE = """
import json, sys, weasyprint
from pathlib import Path
from weasyprint.text.fonts import FontConfiguration
told = json.load(sys.stdin)
for html in told["pages"]:
    config = FontConfiguration()
    sheets = [weasyprint.CSS(string=text, font_config=config) for text in told["css"]]
    page = weasyprint.HTML(string=html, base_url=told["base"])
    page.write_pdf(stylesheets=sheets, font_config=config, pdf_variant="pdf/a-3a")
"""
# Starts what the worker starts, and says how many kilobytes it came to.
STARTED = """
import resource, subprocess, sys
child = [sys.executable, "-m", "reports.rendering.child", sys.argv[1]]
subprocess.run(child, stdin=sys.stdin, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def rows(edition: Edition) -> list[Row]:
    told = {"number": edition.number, "digest": edition.digest, "stamp": edition.requested_at}
    figures = edition.figures or {}
    order = json.dumps({"pages": pages(order_for(figures, **told)), "css": sheets(), "base": paper.HERE.as_uri() + "/"})
    taken = [
        (seconds(lambda: draw_edition(figures, **told, tell=nobody)), seconds(lambda: alone(order)))
        for _run in range(RUNS)
    ]
    whole, bare = (min(turn[part] for turn in taken) for part in (0, 1))
    return [
        Row(
            "PDF of the year, WeasyPrint alone = 1",
            whole / bare,
            BAR,
            "",
            f"{whole:.1f} s against {bare:.1f} s, two languages",
        ),
        Row("PDF of the year, memory at its peak", peak(order_for(figures, **told)), MEMORY, " MB", "both languages"),
    ]


def peak(order: dict[str, Any]) -> float:
    """Megabytes of the process that draws, at the most. A process begins with what it was started from, of which the
    bench's own is the larger: one that has nothing of its own starts this.
    """
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "fonts.conf").write_text(font_configuration(Path(home) / "cache"))
        asked = subprocess.run(
            [sys.executable, "-c", STARTED, home], input=json.dumps(order).encode(), env=environment(Path(home)),
            cwd=settings.ROOT, check=True, capture_output=True,
        )  # fmt: skip
    return int(asked.stdout) / 1024


def nobody(_step: int, _of: int, _what: str) -> None:
    """Hears of the steps."""


def pages(order: dict[str, Any]) -> list[str]:
    """The finished HTML, as it is handed to the drawing."""
    kept: list[str] = []

    def keep(html: str, *_more: Any) -> tuple[bytes, int]:
        kept.append(html)
        return b"", 0

    with patch.object(paper, "draw_pdf", keep):
        list(child.drawn(json.loads(json.dumps(order))))
    return kept


def sheets() -> list[str]:
    return [paper.font_faces(), (paper.HERE / "report.css").read_text(), paper.head("Rapport")]


def alone(order: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "fonts.conf").write_text(font_configuration(Path(home) / "cache"))
        subprocess.run(
            [sys.executable, "-c", ALONE], input=order.encode(), env=environment(Path(home)), cwd=settings.ROOT,
            check=True, capture_output=True,
        )  # fmt: skip


def seconds(act: Any) -> float:
    """Processor time of the processes that were started and have ended meanwhile."""
    before = os.times()
    act()
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system
