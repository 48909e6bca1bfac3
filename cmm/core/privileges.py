"""What the web's and the worker's logins may do to each table. They own nothing.

Append-only tables get no UPDATE and no DELETE; only the tables named here may lose rows.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from psycopg import sql

LOGINS = ("cmm_web", "cmm_worker")
APPEND_ONLY = {
    "audit_auditentry",
    "audit_securityevent",
    "cases_journalentry",
    "identification_interview",
    "identification_revision",
    "reports_editionfile",
}
MAY_LOSE_ROWS = {
    "accounts_session",
    "identification_assessment_secondary_forms",
    "outreach_contact_given",
    "outreach_contact_needs",
    "outreach_contact_signs",
    "reports_historicalcount",
    "reports_historicalsource",
}
READ_ONLY = {"accounts_policyline", "auth_permission", "django_content_type", "django_migrations", "shelters_occupancy"}
# guardian's own generic tables and Django's permissions of groups: nothing asks them, so nobody may fill them.
CLOSED = {"guardian_userobjectpermission", "guardian_groupobjectpermission", "auth_group_permissions"}


def privileges_of(table: str) -> str:
    """The privileges of both logins on ``table``; empty where they have none."""
    if table in CLOSED:
        return ""
    if table in READ_ONLY:
        return "SELECT"
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE" if table in MAY_LOSE_ROWS else "SELECT, INSERT, UPDATE"


def apply_privileges(*, sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Grant exactly ``privileges_of`` on every table, once per migrate, after the last app."""
    last = [app for app in apps.get_app_configs() if app.models_module][-1]
    if sender.name != last.name or using != "owner":
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(LOGINS)])
        for (login,) in cursor.fetchall():
            grant_all(cursor, login, connection.introspection.table_names(cursor))


def grant_all(cursor: Any, login: str, tables: list[str]) -> None:
    role = sql.Identifier(login)
    cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
    cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role))
    cursor.execute(sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))
    for table in filter(privileges_of, tables):
        cursor.execute(
            sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privileges_of(table)), sql.Identifier(table), role)
        )
