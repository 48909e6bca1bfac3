"""Whatever way a row changes, the database notes it: which row, which columns, by whom, why, and a digest."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Case, Victim
from cmm.accounts.models import User
from cmm.audit.models import Change
from cmm.audit.triggers import KINDS, watched
from cmm.core.context import Context, acting, system
from cmm.core.transactions import say_why
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory, VictimFactory, code
from tests.factories.identification import AssessmentFactory

pytestmark = pytest.mark.django_db
REQUEST = UUID("00000000-0000-4000-8000-000000000001")


def noted(table, **narrowed):
    return Change.objects.filter(table_name=table, **narrowed).order_by("pk")


def told(rows):
    return list(rows.values_list("operation", "columns", "case_ref"))


def test_a_change_says_which_row_which_columns_who_and_why(caseworker):
    case = CaseFactory()
    with acting(Context(caseworker.pk)):
        say_why("POST cases:case_edit", REQUEST)
        Case.objects.filter(pk=case.pk).update(region="sjaelland", authority_reason="Efter aftale")
    change = noted("cases_case", operation="update").values().get()
    assert (change.pop("id"), change.pop("at"), len(change.pop("digest"))) > (0, case.touched_at, 63)
    assert change == {
        "actor_id": caseworker.pk,
        "organisation_id": caseworker.organisation_id,
        "login": "cmm_web",
        "reason": "POST cases:case_edit",
        "request_id": REQUEST,
        "table_name": "cases_case",
        "row_id": str(case.pk),
        "case_ref": case.ref,
        "operation": "update",
        "columns": ["authority_reason", "region"],
    }


def test_adding_and_deleting_are_noted_too():
    assessment = AssessmentFactory()
    ref = assessment.case.ref
    assessment.secondary_forms.set([code("exploitation_form", "forced_labour")])
    assessment.secondary_forms.clear()
    assert told(noted("identification_assessment_secondary_forms")) == [("insert", [], ref), ("delete", [], ref)]


def test_rows_changed_all_at_once_are_noted_one_by_one():
    Victim.objects.bulk_create(VictimFactory.build() for _number in range(3))
    Victim.objects.update(citizenship="RO")
    Victim.objects.update(citizenship="RO")
    assert told(noted("cases_victim")) == [("insert", [], "")] * 3 + [("update", ["citizenship"], "")] * 3
    assert len(set(noted("cases_victim").values_list("digest", flat=True))) == 6


def test_plain_sql_is_noted_with_the_login_behind_it():
    case = CaseFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET region = 'nordjylland' WHERE id = %s", [case.pk])
    assert noted("cases_case", operation="update").values("actor_id", "login", "reason", "columns").get() == {
        "actor_id": None,
        "login": "cmm_web",
        "reason": "test",
        "columns": ["region"],
    }


def test_the_case_is_found_from_rows_under_it_and_from_rows_under_those():
    assessment = AssessmentFactory()
    refs = {table: noted(table).get().case_ref for table in ("identification_assessment", "identification_revision")}
    assert set(refs.values()) == {assessment.case.ref}


def test_a_change_that_is_rolled_back_was_never_made():
    case = CaseFactory()
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(region="sjaelland")
        transaction.set_rollback(True)
    assert not noted("cases_case", operation="update").exists()


def test_what_the_system_changes_has_the_name_of_the_job_or_command_for_a_reason():
    user = UserFactory()
    with system("job:some.work"):
        User.objects.filter(pk=user.pk).update(name="Prøve Omdøbt")
    assert list(noted("accounts_user", operation="update").values_list("actor_id", "reason")) == [
        (None, "job:some.work")
    ]


def test_a_page_gives_its_method_and_its_name_as_the_reason_and_never_its_address(as_role, caseworker):
    case = CaseFactory(caseworker=caseworker)
    as_role("cmm_caseworker").post(f"/cases/{case.ref}/close/", {"reason": "Personen er rejst hjem."})
    reasons = set(noted("cases_case", operation="update").values_list("actor_id", "reason"))
    assert reasons == {(caseworker.pk, "POST cases:case_close")}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO audit_change (at, login, reason, table_name, row_id, case_ref, operation, columns, digest)"
        " VALUES (now(), '', '', '', '', '', '', '{}', '')",
        "UPDATE audit_change SET reason = 'x'",
        "DELETE FROM audit_change",
        "SELECT old FROM audit_history",
        "DELETE FROM audit_history",
        "DELETE FROM audit_unsealed",
        "CREATE TEMP TABLE forged (id bigint, ref text);"
        "CREATE TRIGGER forge AFTER INSERT ON forged REFERENCING NEW TABLE AS new_rows"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_note_change('', 'ref', '', '')",
        "CREATE TEMP TABLE forged (id bigint);"
        "CREATE TRIGGER forge AFTER INSERT ON forged REFERENCING NEW TABLE AS new_rows"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal('act')",
    ],
)
def test_the_web_reads_changes_and_neither_writes_them_nor_reads_the_values(statement):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_table_of_persons_and_of_colleagues_is_watched():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE tgname ~ '^audit_note_(insert|update|delete)$' AND tgenabled = 'O'"
        )
        hung = set(cursor.fetchall())
    assert hung == {(table, f"audit_note_{kind}") for table in watched() for kind in KINDS}
