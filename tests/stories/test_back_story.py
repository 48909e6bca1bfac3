"""Somebody logs out and leaves the screen to the next: Back shows nobody, nothing of anybody stays in the browser."""

import pytest

from cmm.accounts.models import Session
from tests.factories.cases import CaseFactory
from tests.factories.identification import InterviewFactory
from tests.factories.identities import IdentityFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
CODE = "Ravnefjer"
KEPT = """async () => {
    const caches_ = await Promise.all((await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        return Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()));
    }));
    return JSON.stringify([{...localStorage}, {...sessionStorage}, caches_, document.cookie]);
}"""


@pytest.fixture
def reader(visitor):
    """Ten pages deep in a file."""
    person = visitor("cmm_caseworker")
    case = CaseFactory(caseworker=person.user, victim__code_name=CODE)
    IdentityFactory(case=case)
    InterviewFactory(case=case)
    part = f"/cases/{case.ref}/"
    pages = ["", "journal/", "journal/new/", "documents/", "identity/", "referrals/", "edit/", "tasks/", "disclosures/"]
    for path in ["/cases/", *(part + page for page in pages)]:
        answer = person.page.goto(person.address + path)
        assert (answer.status, CODE in person.page.content()) == (200, True), path
    return person


def goes_back(person, times=10):
    """What stands on the screen after each press."""
    shown = []
    for _press in range(times):
        person.page.go_back()
        person.page.wait_for_load_state()
        shown.append(person.page.content())
    return shown


def test_after_the_log_out_back_shows_nobody(reader):
    reader.press("Log af")
    assert [CODE in page for page in goes_back(reader)] == [False] * 10
    assert CODE not in reader.page.evaluate(KEPT)


def test_after_the_session_was_ended_elsewhere_back_shows_nobody(reader):
    Session.objects.all().delete()
    assert [CODE in page for page in goes_back(reader, 8)] == [False] * 8
