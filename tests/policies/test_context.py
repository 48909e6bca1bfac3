"""Who PostgreSQL believes is asking."""

import random

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.test import Client

from cmm.accounts.policies.installing import closed_tables
from cmm.core import context
from cmm.core.context import VARIABLE, Context, acting, case_at_hand, enter, tell
from cmm.core.privileges import privileges_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.policies.sight import counted_by

pytestmark = pytest.mark.django_db


def asked(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_without_a_context_no_table_has_a_row(people):
    CaseFactory(caseworker=people["cmm_caseworker"])
    readable = [table for table in closed_tables("default") if "SELECT" in privileges_of(table)]
    assert {table: counted_by(None, table) for table in readable} == dict.fromkeys(readable, 0)


def forgeries(signed, uids):
    """A thousand contexts nobody signed: other people, cut, bent, empty, or signed for something else."""
    rng = random.Random("forgeries")
    head, _bar, mac = signed.rpartition("|")
    kind, uid, case, purpose, moment, signed_at = head.split("|")
    for number in range(1_000):
        other = rng.choice([one for one in uids if str(one) != uid])
        bent = [kind, uid, case, purpose, moment, signed_at, mac]
        place = number % 7
        bent[place] = {
            0: "system" if kind == "person" else "person",
            1: str(other),
            2: str(rng.randint(1, 10_000)),
            3: purpose + rng.choice("xyz"),
            4: f"{float(moment) + rng.randint(1, 10_000):.6f}",
            5: f"{float(signed_at) + rng.randint(1, 299):.6f}",
            6: "".join(rng.sample(mac, len(mac))) if number % 14 < 7 else mac[: rng.randint(0, 63)],
        }[place]
        yield "|".join(bent[: rng.choice([7, 7, 7, 6, 5])]) if place == 6 else "|".join(bent)


def test_a_context_nobody_signed_opens_nothing(people):
    CaseFactory(caseworker=people["cmm_caseworker"])
    signed = Context(people["cmm_caseworker"].pk).signed()
    seen = set()
    with acting(None):
        for forged in forgeries(signed, [user.pk for user in people.values()]):
            tell(forged)
            seen.add(asked("SELECT count(*) FROM cases_case"))
    assert seen == {0}
    with acting(None):
        tell(signed)
        assert asked("SELECT count(*) FROM cases_case") == 1


@pytest.mark.parametrize(("seconds", "seen"), [(-301, 0), (-295, 1), (0, 1), (295, 1), (301, 0)])
def test_a_context_kept_from_an_earlier_request_opens_nothing(caseworker, monkeypatch, seconds, seen):
    CaseFactory(caseworker=caseworker)
    now = context.clock()
    monkeypatch.setattr(context, "clock", lambda: now + seconds)
    with acting(Context(caseworker.pk)):
        assert asked("SELECT count(*) FROM cases_case") == seen


def test_smuggled_sql_cannot_make_itself_the_system(caseworker):
    CaseFactory(protection="named")
    smuggled = f"SELECT set_config('{VARIABLE}', 'system||||0|0|x', true)"
    with acting(Context(caseworker.pk)):
        assert asked(f"WITH smuggled AS ({smuggled}) SELECT count(*) FROM cases_case, smuggled") == 0


def test_a_thousand_requests_of_two_people_on_one_connection_never_mix(client):
    one, two = staff("cmm_caseworker"), staff("cmm_caseworker")
    mine = {user.pk: CaseFactory(caseworker=user, protection="named").ref for user in (one, two)}
    browsers = {}
    for user in (one, two):
        browsers[user.pk] = Client()
        browsers[user.pk].force_login(user)
    mixed = 0
    for turn in range(1_000):
        user, other = (one, two) if turn % 2 else (two, one)
        with acting(Context(user.pk)), connection.cursor() as cursor:
            cursor.execute("SELECT ref FROM cases_case")
            mixed += [mine[user.pk]] != [ref for (ref,) in cursor.fetchall()]
        if turn % 50 == 0:
            mixed += browsers[user.pk].get(f"/cases/{mine[other.pk]}/").status_code != 404
            mixed += browsers[user.pk].get(f"/cases/{mine[user.pk]}/").status_code != 200
    assert mixed == 0


def test_a_case_at_hand_opens_that_case_until_the_verb_ends(people):
    case, other = CaseFactory(), CaseFactory()
    with acting(Context(people["shelter_manager"].pk)):
        with case_at_hand(case.pk), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM cases_case")
            assert cursor.fetchall() == [(case.pk,)]
        assert asked("SELECT count(*) FROM cases_case WHERE id IN (%s, %s)", case.pk, other.pk) == 0


def test_nothing_is_at_hand_for_nobody():
    case = CaseFactory()
    with acting(None), case_at_hand(case.pk):
        assert asked("SELECT count(*) FROM cases_case") == 0


def test_a_context_ends_with_its_transaction(transactional_db, caseworker):
    enter(None, local=False)
    accounts = "SELECT count(*) FROM accounts_user"
    with transaction.atomic():
        enter(Context(caseworker.pk))
        assert asked(accounts) > 0
    assert asked(accounts) == 0


def test_the_webs_key_does_not_sign_for_the_system(caseworker, settings):
    CaseFactory(protection="named")
    settings.CMM_SYSTEM_KEY = settings.CMM_CONTEXT_KEY
    forged = Context(None).signed()
    with acting(None):
        tell(forged)
        assert asked("SELECT count(*) FROM cases_case") == 0


def test_a_process_without_the_systems_key_cannot_act_as_the_system(settings):
    settings.CMM_SYSTEM_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="CMM_SYSTEM_KEY is not set"):
        Context(None).signed()
