"""What the logins beside the owner's may do to each table. They own nothing.

Append-only tables get no UPDATE and no DELETE; only the tables named here may lose rows.
"""

from functools import partial
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from cmm.core.migrating import in_turn

WEB, WORKER, DESTRUCTION = "cmm_web", "cmm_worker", "cmm_destruction"
LOGINS = (WEB, WORKER)
EVERY_LOGIN = (*LOGINS, DESTRUCTION)
APPEND_ONLY = {
    "audit_auditentry",
    "audit_criterion",
    "audit_finding",
    "audit_reading",
    "audit_securityevent",
    "cases_disclosure",
    "cases_journalentry",
    "cases_refusal",
    "cases_personsearch",
    "cases_statedpurpose",
    "coordination_statusreportfile",
    "identification_catalogue",
    "identification_interview",
    "identification_periodevent",
    "identification_revision",
    "identification_secondopinion",
    "legacy_past",
    "outreach_contactversion",
    "outreach_servicehours",
    "outreach_phonelook",
    "outreach_referredcontact",
    "outreach_statusnotefile",
    "outreach_visit",
    "reports_editionfile",
    "retention_ledgerentry",
    "unusual_entry",
    "unusual_saying",
    "unusual_weeklist",
    "reports_overview",
    "reports_freetable",
    "reports_threshold",
    "reports_extract",
    "reports_extractpart",
}
MAY_LOSE_ROWS = {
    "accounts_device",
    "accounts_guess",
    "accounts_outsidelogin",
    "accounts_passkey",
    "accounts_recoverycode",
    "accounts_session",
    "accounts_ticket",
    "accounts_totp",
    "drafts_draft",
    "jobs_pulse",
    "identification_assessment_secondary_forms",
    "outreach_contact_given",
    "outreach_contact_languages",
    "outreach_contact_needs",
    "outreach_contact_signs",
    "reports_historicalcount",
    "reports_historicalsource",
    "shelters_shelter_services",
}
READ_ONLY = {
    "accounts_policyline",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "merging_movedrow",
    "reports_definition",
    "retention_rule",
    "shelters_hostmunicipality",
    "shelters_occupancy",
}
# guardian's own generic tables and Django's permissions of groups: nothing asks them, so nobody may fill them.
CLOSED = {"guardian_userobjectpermission", "guardian_groupobjectpermission", "auth_group_permissions"}
# What the database itself writes of every change, and what seals it: some may read it, the worker seals it and proves
# it, and old and new values leave by a login that can do nothing else.
BY_LOGIN = {
    "audit_block": {WEB: "SELECT", WORKER: "SELECT, INSERT"},
    "audit_criterion": {WEB: "SELECT, INSERT", WORKER: "SELECT, INSERT", DESTRUCTION: "SELECT, DELETE"},
    "audit_reading": {WEB: "SELECT, INSERT", WORKER: "SELECT, INSERT", DESTRUCTION: "SELECT"},
    "audit_change": {WEB: "SELECT", WORKER: "SELECT", DESTRUCTION: "SELECT"},
    "audit_destruction": {WEB: "SELECT", WORKER: "SELECT", DESTRUCTION: "INSERT"},
    "audit_history": {WORKER: "SELECT", DESTRUCTION: "SELECT, DELETE"},
    "audit_unsealed": {WEB: "SELECT", WORKER: "SELECT, DELETE"},
    # Written by a function that one login may call, when a case is destroyed.
    "retention_ledgerentry": {WEB: "SELECT", WORKER: "SELECT"},
}


def privileges_of(table: str, login: str = WEB) -> str:
    """The privileges of ``login`` on ``table``; empty where it has none."""
    if table in BY_LOGIN:
        return BY_LOGIN[table].get(login, "")
    if table in CLOSED or login == DESTRUCTION:
        return ""
    if table in READ_ONLY:
        return "SELECT"
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE" if table in MAY_LOSE_ROWS else "SELECT, INSERT, UPDATE"


def is_last(sender: AppConfig, using: str) -> bool:
    """Whether the owner's migrate is done with the tables of every app when it is done with those of ``sender``."""
    return using == "owner" and sender.name == [app for app in apps.get_app_configs() if app.models_module][-1].name


def is_whole(using: str) -> bool:
    """Whether every migration this code knows is in the database; not so while somebody goes back."""
    loader = MigrationLoader(connections[using])
    return set(loader.graph.leaf_nodes()) <= set(loader.applied_migrations)


def apply_privileges(*, sender: AppConfig, using: str, **_kwargs: Any) -> None:
    """Grant every login exactly ``privileges_of`` each table, once per migrate, after the last app.

    A database that is not as this code has it is closed to everybody: a column that went may have taken the policy
    with it that spoke of it. The release whose database it is opens it again by its own migrate.
    """
    if not is_last(sender, using):
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor) if is_whole(using) else []
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(EVERY_LOGIN)])
        for (login,) in cursor.fetchall():
            # In one transaction: whoever reads meanwhile never meets a table that is closed to them.
            in_turn(using, partial(grant_all, cursor, login, tables))


def grant_all(cursor: Any, login: str, tables: list[str]) -> None:
    role = sql.Identifier(login)
    cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
    cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role))
    cursor.execute(sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))
    for table in tables:
        if held := privileges_of(table, login):
            cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(held), sql.Identifier(table), role))
