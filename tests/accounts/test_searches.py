"""A search leaves what was searched for, closed with the log's own key, and how many it showed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from cmm.audit.models import Criterion, Destruction, Reading
from cmm.audit.services import Search, destroy_criteria, write_readings
from cmm.audit.verifying import Fault, verify
from cmm.core.context import Context, acting
from tests.factories.cases import CaseFactory

CASES = reverse("cases:case_list")


def searches():
    return list(Reading.objects.filter(target_type="").values_list("surface", "shown"))


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "shown"), [("Havtorn", 1), ("Findes ikke", 0)])
def test_a_search_is_written_with_how_many_it_showed_and_who_they_were(as_role, words, shown):
    CaseFactory(victim__code_name="Havtorn")
    as_role("cmm_caseworker").get(CASES, {"q": words})
    assert searches() == [("search", shown)]
    assert Reading.objects.filter(surface="search").exclude(target_type="").count() == shown
    assert Criterion.objects.get().words.reveal() == {"q": words}


@pytest.mark.django_db
def test_a_list_without_words_is_no_search(as_role):
    CaseFactory()
    as_role("cmm_caseworker").get(CASES, {"status": "in_clarification"})
    assert (searches(), Criterion.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_asking_for_a_case_that_is_not_there_is_a_search(as_role):
    as_role("cmm_caseworker").post(reverse("shelters:request_start"), {"case": "Havtorn"})
    assert searches() == [("search", 0)]


@pytest.mark.django_db
def test_the_words_lie_closed_in_the_database_and_only_the_data_protection_officer_sees_them(as_role, people):
    as_role("cmm_caseworker").get(CASES, {"q": "Havtorn"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM audit_criterion")
        assert b"Havtorn" not in bytes(cursor.fetchone()[0])
    sees = {}
    for role, user in people.items():
        with acting(Context(user.pk)):
            sees[role] = Criterion.objects.exists()
    assert {role for role, seen in sees.items() if seen} == {"data_protection_officer"}


@pytest.fixture
def searched(transactional_db, caseworker, settings, tmp_path):
    """Somebody searched, and it is committed."""
    settings.CMM_ANCHOR_FOLDER = str(tmp_path)
    with transaction.atomic():
        write_readings(actor=caseworker, page="x", seen=[], searches=[Search({"q": "Havtorn"}, 0)])
    return Reading.objects.get()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_words_are_destroyed_in_time_and_the_proof_holds(searched, people):
    """The trigger audit_note_destruction leaves a row that says so."""
    officer = people["data_protection_officer"]
    destroy_criteria(actor=officer, before=timezone.now() + timedelta(days=1), reason="retention")
    assert not Criterion.objects.exists()
    assert Reading.objects.get().shown == 0
    told = Destruction.objects.values_list("part", "row_id", "actor_id")
    assert list(told) == [("criterion", str(searched.criterion_id), officer.pk)]
    assert verify("worker").ok


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_words_that_vanish_any_other_way_are_missed(searched):
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_criterion DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute("DELETE FROM audit_criterion")
    assert verify("worker").faults == [Fault("criterion", "deleted", id=searched.pk)]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE audit_criterion SET words = ''", "DELETE FROM audit_criterion"])
def test_the_web_adds_words_and_neither_changes_nor_removes_them(statement):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
