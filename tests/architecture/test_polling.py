"""A page that refreshes itself would log the persons on it again and again: those that do show nobody."""

import re

from tests.architecture.sources import name, templates

# Ask only whether the report is drawn, the return made, or former case sheets moved in; no person stands in them.
SHOWS_NOBODY = {
    "templates/legacy/_progress.html",
    "templates/reports/_edition_progress.html",
    "templates/reports/submission_detail.html",
}
# Asks with a mark made of nobody, and shows persons anew only when it differs (tests/shelters/test_board_live.py).
SHOWS_WHAT_CHANGED = {"templates/shelters/_board.html"}


def test_only_these_pages_ask_again_by_themselves():
    asking = {name(path) for path in templates() if re.search(r"hx-trigger=\"[^\"]*(every|load)", path.read_text())}
    assert asking == SHOWS_NOBODY | SHOWS_WHAT_CHANGED
