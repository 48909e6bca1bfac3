"""A document is drawn in a child that fetches nothing, knows nothing, and does not outlive its time."""

import json
import subprocess
import sys

import pytest

from cmm.core.paper import drawing
from cmm.core.paper.drawing import DrawingFailed, bare, draw
from cmm.core.paper.fonts import ROOT

PAGE = '<!doctype html><html lang="da"><head><title>Prøve</title></head><body><h1>Prøve</h1>{}</body></html>'


def test_the_same_words_give_the_same_bytes():
    assert draw(PAGE.format("<p>Æble</p>"), "") == draw(PAGE.format("<p>Æble</p>"), "")


@pytest.mark.parametrize(
    "hostile",
    [
        '<img alt="" src="http://example.org/a.png">',
        '<img alt="" src="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import "https://example.org/a.css";</style>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_a_document_that_wants_something_from_outside_is_not_drawn(hostile):
    with pytest.raises(DrawingFailed, match="not allowed on paper"):
        draw(PAGE.format(hostile), "")


def test_a_child_that_takes_too_long_is_killed(monkeypatch):
    monkeypatch.setattr(drawing, "WALL_SECONDS", 0.05)
    with pytest.raises(DrawingFailed, match="not done in"):
        draw(PAGE.format(""), "")


def test_the_child_knows_no_secret_and_no_database(tmp_path):
    program = "import os, json; print(json.dumps(sorted(os.environ)))"
    told = subprocess.run(
        [sys.executable, "-c", program], env=bare(tmp_path), cwd=ROOT, text=True, capture_output=True, check=True
    )
    assert set(json.loads(told.stdout)) <= {*bare(tmp_path), "LC_CTYPE"}
    assert not any(word in name for name in bare(tmp_path) for word in ("SECRET", "DATABASE", "REDIS", "KEY"))
