"""The words of the sheet are whole in every language, and every page that shows a person has its word."""

import re

import pytest

from cmm.audit.enums import Purpose, Surface
from cmm.oversight.rendering.wordings import OWN, PARTS, SURFACES, languages, part_of, reason_of, table, words_in
from tests.architecture.sources import ROOT
from tests.permissions.matrix import FORMS_ONLY, PAGES

TEMPLATES = ("templates/oversight/_sheet.html", "templates/oversight/pdf/sheet.html")
# What an address ends in, where its page is about one person.
PERSONS = {"case", "identity", "inquiry", "assessment", "request", "stay", "contact", "glass"}
NOT_OF_A_PERSON = {"audit_person"}  # reads the log


def test_no_word_is_missing_in_any_language():
    assert languages()[:2] == OWN
    assert [(code, key) for code, words in table().items() for key, word in words.items() if not word.strip()] == []


def test_a_translation_is_no_copy_of_another_language():
    for code in languages():
        for other in set(languages()) - {code}:
            same = {key for key, word in words_in(code).items() if word == words_in(other)[key]}
            assert len(same) <= 3, (code, other, same)


@pytest.mark.parametrize("path", TEMPLATES)
def test_every_word_a_template_asks_for_is_there(path):
    asked = set(re.findall(r"words\.(\w+)", (ROOT / path).read_text()))
    assert asked - set(words_in("da")) == set()


def test_every_purpose_and_every_surface_has_its_word():
    words = words_in("da")
    assert {reason_of(purpose) for purpose in [*Purpose.values, "", "unheard of"]} <= set(words)
    assert {part_of(surface, page) for surface in Surface.values for page in [*PARTS, "unheard of"]} <= set(words)


def test_every_page_about_one_person_says_which_part_of_it_it_shows():
    pages = {name for name, (kind, _relations) in PAGES.items() if kind in PERSONS}
    assert pages - set(PARTS) - FORMS_ONLY == NOT_OF_A_PERSON
    assert set(SURFACES) | {Surface.PAGE, Surface.DOCUMENT} == set(Surface)
