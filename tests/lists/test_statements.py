"""The statement bar of design section 8, for every list page and everybody who reads it. Time is ``./dev bench``'s."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.lists.pages import BAR, LISTS, READERS
from tests.lists.rows import add_rows
from tests.permissions.matrix import PAGES
from tests.statements import counts_all, statements

LISTING = re.compile(r"_list$|board$|tonight$|^today$|^audit_")
# A page that asks whom the log is asked about, one that takes a form, sums that are no rows (tests/oversight), and the
# definitions, which come with the program and no more with use.
NO_LISTS = {"audit_people", "audit_verify", "audit_patterns", "reports:definition_list"}
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_every_list_page_of_the_matrix_has_its_line():
    listing = {name for name, (row, _relations) in PAGES.items() if LISTING.search(name) and not row} - NO_LISTS
    assert {page.name for page in LISTS} == listing


def asked_by(people):
    """What each reader's page asks, by page and role."""
    found = {}
    for page, role in READERS:
        browser = Client()
        browser.force_login(people[role])
        with statements() as asked:
            assert browser.get(page.address()).status_code == 200
        found[page.label, role] = asked
    return found


@pytest.fixture
def for_one(people):
    with time_machine.travel(NOON, tick=False):
        add_rows(people, 1)
        return asked_by(people)


@pytest.mark.django_db
def test_no_list_asks_for_more_than_the_bar(for_one):
    assert {reader: len(asked) for reader, asked in for_one.items() if len(asked) > BAR} == {}


@pytest.mark.django_db
def test_a_hundred_rows_ask_as_much_as_one(people, for_one):
    with time_machine.travel(NOON, tick=False):
        add_rows(people, 99)
        for_many = asked_by(people)

    numbers = {reader: (len(for_one[reader]), len(for_many[reader])) for reader in for_one}
    assert {reader: (one, many) for reader, (one, many) in numbers.items() if one != many} == {}


@pytest.mark.django_db
def test_no_list_counts_further_than_anybody_reads(for_one):
    exact = {reader: [sql for sql in asked if counts_all(sql)] for reader, asked in for_one.items()}
    assert {reader: asked for reader, asked in exact.items() if asked} == {}
