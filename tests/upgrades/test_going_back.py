"""A database that is not as the code has it is closed, and left as it is."""

import pytest
from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate

from cmm.accounts.policies.installing import install
from cmm.audit.triggers import attach_triggers
from cmm.core.privileges import EVERY_LOGIN, apply_privileges, is_last

pytestmark = pytest.mark.django_db(databases=["owner"])
GONE = """DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)
    RETURNING app, name, applied"""
BACK = "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s) RETURNING id"
STANDS = """SELECT (SELECT count(*) FROM pg_policies), (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),
    (SELECT count(*) FROM accounts_policyline)"""
OPEN = """SELECT count(*) FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND grantee = ANY(%s)"""


def told(question, *values):
    with connections["owner"].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()


@pytest.fixture
def after_a_migrate():
    """What a migrate ends with."""
    sender = next(app for app in apps.get_app_configs() if is_last(app, "owner"))

    def end():
        for work in (apply_privileges, attach_triggers, install):
            work(sender=sender, using="owner")

    return end


def test_nothing_is_opened_before_its_policies_and_triggers_stand():
    order, _later = post_migrate._live_receivers(None)
    assert order.index(install) < order.index(apply_privileges) > order.index(attach_triggers)


def test_who_goes_back_closes_the_register_and_changes_nothing_else(after_a_migrate):
    stood, opened = told(STANDS), told(OPEN, list(EVERY_LOGIN))
    gone = told(GONE)
    after_a_migrate()
    assert (opened > (0,), told(OPEN, list(EVERY_LOGIN)), told(STANDS)) == (True, (0,), stood)
    told(BACK, *gone)
    after_a_migrate()
    assert (told(OPEN, list(EVERY_LOGIN)), told(STANDS)) == (opened, stood)
