import pytest
from django.test import Client

from tests.factories.accounts import staff
from tests.factories.outreach import VenueFactory
from tests.factories.phones import Handset


@pytest.fixture
def worker(db):
    return staff("outreach_worker", name="Prøve Gadeperson")


@pytest.fixture
def venue(worker):
    return VenueFactory(organisation=worker.organisation, name="Prøvetorvet")


@pytest.fixture
def phone(worker):
    """The worker's browser."""
    browser = Client()
    browser.force_login(worker)
    return browser


@pytest.fixture
def desk(db):
    """The leader's browser."""
    browser = Client()
    browser.force_login(staff("outreach_lead"))
    return browser


@pytest.fixture
def handset(worker):
    """The worker's phone, made ready."""
    return Handset(worker)
