"""Forty words that want something: in the figures they are only words, and as a page they reach nothing outside."""

import copy
import re
import socket
import warnings
from html.parser import HTMLParser

import pytest

from cmm.core.paper.fetching import fetcher
from cmm.core.paper.fonts import FONTS
from reports.rendering.paper import HERE
from tests.reports.test_setting import page

OUTSIDE = ("http://127.0.0.1:9/x", "https://127.0.0.1:9/x", "file:///etc/passwd", "ftp://127.0.0.1:9/x")
FRAGMENTS = (
    '<img src="{}" alt="x">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<object data="{}" type="image/svg+xml"></object>',
    '<embed src="{}" type="image/svg+xml">',
    '<style>@import url("{}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{}") }} p {{ font-family: x }}</style><p>x</p>',
    "<p style=\"background: url('{}')\">x</p>",
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
)
SVG = re.compile("<svg.*?</svg>", re.DOTALL)
DRAWN = {"svg", "title", "g", "path", "rect", "line", "text", "tspan", "defs", "clippath", "circle"}
HOSTILE = [fragment.format(address) for fragment in FRAGMENTS for address in OUTSIDE]


class Outline(HTMLParser):
    """The elements and attributes of a page, without its words."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(name for name, _value in attrs)))


def outline(html):
    reader = Outline()
    reader.feed(html)
    return reader.found


def poisoned(figures, words):
    """``words`` in every place a human being or another authority has written."""
    figures = copy.deepcopy(figures)
    both = {"da": words, "en": words}
    for table in figures["tables"]:
        table["title"] = table["population"] = both
        for axis in table["dimensions"]:
            axis["label"] = both
            for one in axis["categories"]:
                if not one["code"][:4].isdigit():
                    one.update(both)
    for source in figures["sources"]:
        source.update(dict.fromkeys(("publisher", "title", "note", "note_en"), words))
    for one in figures["definitions"]:
        one.update({"name": both, "text": both})
    for one in figures["revision"]:
        one["cause"] = both
    return figures


def test_there_are_forty_of_them():
    assert len(set(HOSTILE)) == 40


def test_hostile_words_are_only_words(figures_live):
    """Whatever closes a picture, a cell or a page changes no element and no attribute of the report."""
    words = '</title></svg></td></table><img src="file:///etc/passwd"><style>@import "http://127.0.0.1"</style>'
    html, plain = (page(poisoned(figures_live, told)) for told in (words, "et ord til "))
    assert outline(SVG.sub("", html)) == outline(SVG.sub("", plain))
    assert {tag for drawing in SVG.findall(html) for tag, _names in outline(drawing)} <= DRAWN


@pytest.fixture
def silent(monkeypatch):
    """No door out of the process may even be tried."""
    tried = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: tried.append(address))
    return tried


@pytest.mark.parametrize("words", HOSTILE)
def test_a_page_that_wants_something_gets_nothing(words, silent):
    import weasyprint
    from weasyprint.urls import FatalURLFetchingError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
        drawn = b""
        try:
            html = f"<!doctype html><html lang=da><title>x</title><body>{words}"
            drawn = weasyprint.HTML(
                string=html, base_url=HERE.as_uri() + "/", url_fetcher=fetcher(FONTS, HERE)
            ).write_pdf(uncompressed_pdf=True)
        except FatalURLFetchingError:
            pass
    assert (silent, b"root:" in drawn) == ([], False)
