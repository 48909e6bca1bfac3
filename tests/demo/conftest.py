import pytest
from django.db import transaction

from cmm.demo import world

SMALL = world.Size(years=1, share=0.12, asks_once=False)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """A corner of the world, every question asked, loaded once for the tests that only look; gives its cast."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.build(seed=7, size=SMALL, tell=lambda _line: None)
        transaction.set_rollback(True)
