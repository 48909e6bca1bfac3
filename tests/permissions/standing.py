"""The whole test world, built once for a module; each test leaves it as it was. Building costs more than most pages."""

import os
import random
from collections.abc import Iterable
from copy import deepcopy
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import override_settings

from cmm.accounts.enums import Role
from tests.browser import Colleague, browser_of
from tests.factories.accounts import staff
from tests.permissions.world import World, build


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Where the files of the standing world lie, for every test of the module."""
    return str(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, shelf) -> World:
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(CMM_FILES_FOLDER=shelf):
            built = build({role.value: staff(role) for role in Role})
        yield built
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def drawer(shelf, settings):
    settings.CMM_FILES_FOLDER = shelf


@pytest.fixture(scope="module")
def logged_in(world, django_db_blocker) -> dict[str, SimpleCookie]:
    """What the browser of each role holds; a test takes a copy, and what it does with the session is undone with it."""
    with django_db_blocker.unblock():
        return {role: browser_of(user).cookies for role, user in world.people.items()}


@pytest.fixture
def as_role(logged_in, db):
    """One browser for each role, logged in once a module."""
    browsers = {}

    def browser(role):
        if role not in browsers:
            browsers[role] = Colleague()
            browsers[role].cookies = deepcopy(logged_in[role])
        return browsers[role]

    return browser


def some(those: Iterable[str], *, of: str, most: int) -> list[str]:
    """The same few for a page every time; all of them where no cell is to be left out."""
    if os.environ.get("CMM_EVERY_CELL"):
        return sorted(those)
    return random.Random(of).sample(sorted(those), min(most, len(set(those))))
