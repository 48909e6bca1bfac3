"""What PostgreSQL's own catalogue says of the policies: nothing is left open, nothing runs as the owner unreviewed."""

import pytest
from django.apps import apps
from django.db import connections

from cmm.accounts.policies.allowlist import SECURITY_DEFINER
from cmm.accounts.policies.installing import closed_tables, install
from cmm.core.privileges import is_last
from cmm.core.tables import TABLES, Holds, holding

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

# Tables of persons, colleagues, the log and figures that no row-level security closes, and why.
OPEN = {
    "guardian_userobjectpermission": "nobody has any privilege on it",
    "guardian_groupobjectpermission": "nobody has any privilege on it",
    "reports_historicalcount": "figures others have published",
    "reports_historicalsource": "where they were published",
}


def rows(statement, *values, using="default"):
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def test_the_suite_runs_as_a_login_that_owns_nothing_and_goes_round_nothing():
    ((login, superuser, bypasses),) = rows(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    owned = rows(
        "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )
    assert (login, superuser, bypasses, owned) == ("cmm_web", False, False, [])


def test_every_table_about_somebody_is_closed_to_everybody_its_owner_too():
    found = {
        name: (enabled, forced)
        for name, enabled, forced in rows(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
    }
    speaking = holding(Holds.PERSON, Holds.STAFF, Holds.LOG, Holds.FIGURES, Holds.HOUSE) - set(OPEN)
    assert {name: found[name] for name in speaking} == dict.fromkeys(speaking, (True, True))


def test_what_is_open_says_why_and_is_still_there():
    assert set(OPEN) <= set(TABLES)


def test_no_table_is_closed_without_a_policy_and_none_has_one_that_is_not_in_force():
    with_policies = {name for (name,) in rows("SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public'")}
    closed = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
        )
    }
    assert with_policies == closed == set(closed_tables("default"))


def test_every_table_that_says_which_case_has_a_wall():
    """Whatever points at a case, and the case and the person themselves; what is part of a row follows that row."""
    pointing = {
        name
        for (name,) in rows(
            "SELECT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = 'public.cases_case'::regclass"
        )
    }
    walls = rows("SELECT tablename, permissive, cmd FROM pg_policies WHERE policyname = 'wall'")
    assert set(walls) == {(name, "RESTRICTIVE", "ALL") for name in pointing | {"cases_case", "cases_victim"}}


def test_what_runs_with_its_owners_rights_is_on_the_reviewed_list():
    found = {
        f"{schema}.{name}({arguments})".removeprefix("public.")
        for schema, name, arguments in rows(
            "SELECT nspname, proname, pg_get_function_identity_arguments(p.oid) FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = pronamespace WHERE prosecdef"
        )
    }
    assert found == set(SECURITY_DEFINER)


def test_no_function_with_its_owners_rights_looks_for_names_where_others_may_put_them():
    paths = dict(rows("SELECT proname, proconfig FROM pg_proc WHERE prosecdef"))
    assert {name for name, config in paths.items() if not config or "pg_temp" not in config[0].split(",")[-1]} == set()


def test_nobody_else_may_call_the_functions_and_nobody_reads_the_keys():
    public = rows(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'sec'::regnamespace"
        " AND has_function_privilege('public', oid, 'EXECUTE')"
    )
    ((reads,),) = rows("SELECT has_table_privilege(current_user, 'sec.key', 'SELECT')")
    assert (public, reads) == ([], False)


def test_views_see_with_the_eyes_of_whoever_asks():
    views = rows(
        "SELECT relname, reloptions FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    )
    assert [name for name, options in views if "security_invoker=true" not in (options or [])] == []


WHAT_IS_INSTALLED = {
    "policies": "SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies"
    " WHERE schemaname = 'public'",
    "functions": "SELECT p.oid::regprocedure::text, prosecdef, provolatile, proconfig, prosrc FROM pg_proc p"
    " WHERE pronamespace = 'sec'::regnamespace",
    "lines": "SELECT role, capability, noun, action, reach, level FROM accounts_policyline",
}


def test_what_is_installed_is_what_the_code_says():
    """Every policy, function and line as PostgreSQL prints it, before and after the code installs them once more."""
    before = {what: sorted(map(repr, rows(ask, using="owner"))) for what, ask in WHAT_IS_INSTALLED.items()}
    install(sender=last_app(), using="owner")
    after = {what: sorted(map(repr, rows(ask, using="owner"))) for what, ask in WHAT_IS_INSTALLED.items()}
    assert before == after
    assert len(before["policies"]) >= 4 * len(closed_tables("owner"))


def last_app():
    return next(app for app in apps.get_app_configs() if is_last(app, "owner"))
