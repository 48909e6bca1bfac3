"""Every text has Danish words, every catalogue is whole, and no Danish stands in the code."""

import io
import re
from functools import cache

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.sources import ROOT, name, python_files, templates

KEYWORDS = (
    "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext",
    "npgettext_lazy", "_", "gettext_noop",
)  # fmt: skip


@cache
def catalogues():
    return tuple(
        path for path in sorted(ROOT.glob("*/**/locale/da/LC_MESSAGES/django.po")) if ".venv" not in path.parts
    )


def messages(path):
    """Every (context, msgid) of one catalogue that has Danish words."""
    with path.open("rb") as text:
        catalogue = read_po(text, locale="da")
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(words):
            yield (message.context, ids[0]), words


@pytest.mark.parametrize("path", catalogues(), ids=name)
def test_a_text_stands_once_in_a_catalogue(path):
    """The reader of catalogues takes the last without a word."""
    entries = re.findall(r'^((?:msgctxt ".*"\n)?msgid (?:".*"\n)+)', path.read_text(), re.M)
    assert sorted(entries) == sorted(set(entries))


@cache
def danish():
    return {key: words for path in catalogues() for key, words in messages(path)}


def wanted(source):
    """The (context, msgid) pairs a piece of Python asks gettext for."""
    for _line, keyword, message, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        parts = message if isinstance(message, tuple) else (message,)
        if keyword.startswith(("pgettext", "npgettext")):
            yield parts[0], parts[1]
        else:
            yield None, parts[0]


def missing(source):
    return sorted({str(pair) for pair in wanted(source) if pair[1] and pair not in danish()})


def test_no_text_has_two_translations():
    """Django merges the catalogues, so that which one wins would be chance: use a context instead."""
    first, disagreements = {}, []
    for path in catalogues():
        for key, words in messages(path):
            if first.setdefault(key, words) != words:
                disagreements.append((key, first[key], words))
    assert disagreements == []


def test_texts_in_code_have_danish_words():
    assert {name(path): found for path in python_files() if (found := missing(path.read_text()))} == {}


def test_texts_in_templates_have_danish_words():
    def asked(path):
        return as_python(templatize(path.read_text(), origin=name(path)))

    assert {name(path): found for path in templates() if (found := missing(asked(path)))} == {}


def as_python(templatized):
    """Django writes template texts as calls among C-like filler; only the calls matter here."""
    calls = re.findall(
        r"\b(?:n?p?gettext|_)\((?:[^()\"']|u?\"(?:\\.|[^\"\\])*\"|u?'(?:\\.|[^'\\])*'|\([^)]*\))*\)", templatized
    )
    return "\n".join(calls)


BLOCK = "{% load i18n %}{% translate 'Nor this' %}{% blocktranslate with a=b %}Or {{ a }}{% endblocktranslate %}"


def test_the_check_sees_a_text_without_danish():
    assert missing('_("No catalogue has this sentence")') == ["(None, 'No catalogue has this sentence')"]
    assert missing(as_python(templatize(BLOCK))) == ["(None, 'Nor this')", "(None, 'Or %(a)s')"]
