"""Loading: the same again, once, and never among real persons."""

import io
import json

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import transaction

from cmm.accounts.models import User
from cmm.demo import world
from cmm.demo.digest import digest

TINY = world.Size(years=1, share=0.01)
AFTERNOON = "2026-12-01T15:00:00+01:00"


def forgotten_world(seed):
    """The mark of a world that is loaded and given up again."""
    with time_machine.travel(AFTERNOON, tick=False), transaction.atomic():
        world.build(seed=seed, size=TINY, tell=lambda _line: None)
        mark = digest()
        transaction.set_rollback(True)
    return mark


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_world():
    assert forgotten_world(1) == forgotten_world(1)


@pytest.mark.django_db
def test_loading_twice_loads_once_and_a_new_password_counts(settings):
    settings.CMM_DEMO_PASSWORD = "den-første-nøgle"
    call_command("load_demo", years=1, share=0.01, json=True, stdout=io.StringIO())
    users = User.objects.count()
    settings.CMM_DEMO_PASSWORD = "den-anden-nøgle"
    said = io.StringIO()
    call_command("load_demo", json=True, stdout=said)
    assert (json.loads(said.getvalue())["loaded_before"], User.objects.count()) == (True, users)
    assert check_password("den-anden-nøgle", User.objects.get(email="ministry_reader@demo.test").password)


@pytest.mark.django_db
def test_a_register_with_real_persons_refuses_it(settings):
    settings.CMM_DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert User.objects.count() == 0
