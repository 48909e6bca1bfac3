import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

STATIC = Path(settings.ROOT) / "static"
SHEETS = sorted(STATIC.glob("css/*.css"))
# A source of any element, or the address of an element that is no link for a reader.
FETCHES = re.compile(r"""src=["'](?:https?:)?//|<(?!a\s)[^>]*\shref=["'](?:https?:)?//""")


def code(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_is_short_and_every_picture_in_it_exists(sheet):
    text = code(sheet)
    assert text.count("\n") < 300
    for address in re.findall(r"""url\(["']?(?!data:)([^"')]+)""", text):
        assert finders.find(address.removeprefix("../")), address


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_used_is_given(sheet):
    family = [path for path in SHEETS if path.name.startswith("phone-") == sheet.name.startswith("phone-")]
    given = set(re.findall(r"(--[\w-]+)\s*:", "".join(map(code, family))))
    assert set(re.findall(r"var\((--[\w-]+)", code(sheet))) - given == set()


def test_a_page_fetches_nothing_from_elsewhere():
    for page in Path(settings.ROOT / "templates").rglob("*.html"):
        assert FETCHES.findall(page.read_text()) == [], page.name


def test_what_is_fetched_is_told_from_what_is_only_pointed_at():
    assert FETCHES.findall('<img src="//a"> <link rel="icon" href="https://b"> <use href="http://c">') != []
    assert FETCHES.findall('<a class="url" href="https://d">d</a>') == []
