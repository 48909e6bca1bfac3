import pytest
from tests.factories.outreach import RoundFactory, VenueFactory
from tests.stories.conftest import SIZES
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
@pytest.fixture
def size(): return SIZES["phone"]
def test_it(visitor):
    p = visitor("outreach_worker")
    RoundFactory(worker=p.user, venue=VenueFactory(organisation=p.user.organisation))
    p.page.on("console", lambda m: print("CONSOLE", m.text))
    p.page.on("pageerror", lambda e: print("ERR", e))
    p.visit("/outreach/queue/")
    p.page.wait_for_timeout(1500)
    p.page.screenshot(path="/tmp/w/q.png", full_page=True)
    print(p.page.inner_text("body")[:800])
