import os
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

# Playwright runs a loop of its own in the main thread; Django's tests use the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import connections
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from cmm.accounts.enums import Role
from cmm.core import context
from cmm.core.context import Context, enter
from cmm.demo.clock import real_time
from tests import database, together
from tests.browser import browser_of
from tests.factories.accounts import staff

# A slow machine is no fault of the code, and the suite finds the same examples each time; campaigns look for new ones.
hypothesis_settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")


# A test that chooses the day is still asked when its contexts were signed.
context.clock = real_time


def begin_as_system(*, connection, **_kwargs):
    """What a test does by itself, the system does. Every request begins with nobody and goes on as who is logged in."""
    if connection.settings_dict["NAME"].startswith("test_"):
        enter(Context(None, "test"), using=connection.alias, local=False)


connection_created.connect(begin_as_system, dispatch_uid="tests.begin_as_system")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """After pytest-django has put what commits last."""
    yield
    if hasattr(config, "workerinput"):
        together.longest_first(items)


def pytest_xdist_make_scheduler(config, log):
    return together.Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Whoever walks over everything again is not asked which lines they come by: asking nearly doubles the time."""
    counter = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if counter is None or not together.walks_again(item.nodeid):
        return (yield)
    counter.pause()
    try:
        return (yield)
    finally:
        counter.resume()


@receiver(user_logged_in, dispatch_uid="tests.has_proven")
def has_proven(*, request, **_kwargs):
    """Whoever logs in for a test has just shown both factors; the tests of the proof itself let time pass."""
    request.session.prove()


def pytest_addoption(parser):
    parser.addoption("--identities", type=int, default=0, help="how many the tests of rotation and of markers plant")


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    name = database.ASIDE["name"] or f"test_{connections['default'].settings_dict['NAME']}{worker}"
    template = f"cmm_template_{database.fingerprint()}"
    with django_db_blocker.unblock():
        database.build_template(template)
        database.fresh(template, name)

    def begin_again(case):
        with django_db_blocker.unblock():
            database.fresh(template, name)

    TransactionTestCase._fixture_teardown = begin_again
    yield
    with django_db_blocker.unblock():
        database.use("postgres")


MEMORY = "/dev/shm"


@pytest.fixture(scope="session")
def cabinet():
    """In memory where the system has a folder there: forcing thousands of files to a disk tries only the disk."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with TemporaryDirectory(prefix=f"cmm-files-{os.getpid()}-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def drawer(cabinet, settings):
    """Every test keeps its files apart."""
    settings.CMM_FILES_FOLDER = str(cabinet / uuid4().hex)


@pytest.fixture
def people(db):
    """One colleague per role, each in an organisation that may have the role."""
    return {role.value: staff(role) for role in Role}


@pytest.fixture
def as_role(people):
    """A browser logged in as the colleague with a role."""

    def browser(role):
        return browser_of(people[role])

    return browser


@pytest.fixture
def caseworker(people):
    return people["cmm_caseworker"]


@pytest.fixture
def coordinator(people):
    return people["cmm_coordinator"]
