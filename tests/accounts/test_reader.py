"""Who asks: loaded by one statement that is made once, and true of the moment it is asked in."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject

from cases.services import break_glass
from cmm.accounts.backend import READER, Accounts
from cmm.accounts.middleware import UserLanguage
from cmm.core.context import Context, acting, told
from tests.factories.accounts import staff
from tests.factories.caseload import CoverFactory
from tests.factories.cases import CaseFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
NOON = "2026-11-24 12:00+01:00"


def loaded(user):
    with acting(None):
        return Accounts().get_user(user.pk)


def test_the_statement_is_made_once_and_each_is_answered_about_themselves():
    one, other = staff("cmm_caseworker"), staff("outreach_lead")
    with statements() as asked:
        found = [loaded(one), loaded(other), loaded(one)]
    assert [(user.pk, user.organisation, user.roles) for user in found] == [
        (user.pk, user.organisation, user.roles) for user in (one, other, one)
    ]
    assert len({sql for sql in asked if "accounts_roleassignment" in sql}) == 1


def test_a_cover_begins_and_ends_with_its_days_while_the_statement_stays():
    cover = CoverFactory()
    days = []
    for day in (cover.days.lower - timedelta(days=1), cover.days.lower, cover.ends_on, cover.days.upper):
        with time_machine.travel(f"{day} 08:00+01:00", tick=False):
            days.append(loaded(cover.covering).covers_for)
    assert days == [frozenset(), {cover.absent_id}, {cover.absent_id}, frozenset()]


def test_an_emergency_access_runs_out_while_the_statement_stays():
    caseworker = staff("cmm_caseworker")
    with time_machine.travel(NOON, tick=False) as clock:
        case = CaseFactory(protection="restricted", caseworker=staff("cmm_caseworker"))
        break_glass(
            actor=caseworker, case_ref=case.ref, category="life", reason="Politiet ringer og spørger efter hende."
        )
        open_then = loaded(caseworker).has_glass
        clock.shift(timedelta(hours=4))
        assert (open_then, loaded(caseworker).has_glass) == (True, False)


def test_nobody_is_found_where_another_acts():
    """The account is that of the context, and of no number somebody hands over."""
    one, other = staff("cmm_caseworker"), staff("cmm_caseworker")
    with acting(Context(other.pk)):
        found = [user.pk for user in READER.rows()]
    assert found == [other.pk] != [one.pk]


@pytest.mark.parametrize("closed", [True, False])
def test_whoever_is_shown_out_acts_no_longer(rf, closed):
    """Their account was loaded to know that it is closed, and is nobody's in the rest of the request."""
    user = staff("cmm_caseworker")
    type(user).objects.filter(pk=user.pk).update(is_active=not closed)
    request, seen = rf.get("/"), []
    request.session = SimpleNamespace(proven_at=None)
    request.user = SimpleLazyObject(lambda: Accounts().get_user(user.pk) or AnonymousUser())
    with acting(None):
        UserLanguage(lambda _request: seen.append(told()) or HttpResponse())(request)
    assert [words.split("|")[:2] for words in seen] == ([[""]] if closed else [["person", str(user.pk)]])


def test_another_connection_has_a_statement_of_its_own():
    READER.rows()
    kept = READER.kept.queryset
    READER.kept.connection = None
    READER.rows()
    assert (READER.kept.queryset is kept, READER.kept.connection is connections["default"]) == (False, True)
