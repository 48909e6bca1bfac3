"""The register the bench reads: the whole demonstration, with the reports the screenshots have too."""

import shutil

from django.conf import settings
from django.db import connections, transaction

from cmm.accounts.backend import ALONG
from cmm.accounts.models import User
from tests.screenshots import register

TOLD = {
    "cases": "cases_case",
    "inquiries": "cases_inquiry",
    "contacts": "outreach_contact",
    "stays": "shelters_placement",
    "log entries": "audit_auditentry",
    "readings": "audit_reading",
}


SMALL = 0.01  # of the world: the thousand cases that the lists are measured against


def load(name: str, size: float) -> None:
    """The whole demonstration, grown; the anchors of the world before it are forgotten."""
    shutil.rmtree(settings.CMM_ANCHOR_FOLDER, ignore_errors=True)
    register.load(name, size=size)
    with connections["unscoped"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def forget_readings() -> None:
    """What has been read since yesterday is forgotten: a page asks what its reader has read within the hour, and nobody
    reads as much in one as the bench does. Only PostgreSQL's own login can make the log lose a row.
    """
    with transaction.atomic(using="unscoped"), connections["unscoped"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM audit_reading WHERE at > now() - interval '1 day' RETURNING id")
        gone = [key for (key,) in cursor.fetchall()]
        cursor.execute("DELETE FROM audit_unsealed WHERE stream = 'reading' AND row_id = ANY(%s)", [gone])


def reader(role: str) -> User:
    """The demonstration's login with ``role``, its roles and organisation read beforehand."""
    rows = User.objects.using("unscoped").select_related("organisation")
    along = {name: expression() for name, expression in ALONG.items()}
    user = rows.annotate(**along).get(email=f"{role}@demo.test")
    if not user.roles:
        raise RuntimeError(f"Nobody in the demonstration is {role}.")
    return user


def rows() -> dict[str, int]:
    """How much there is of what."""
    with connections["unscoped"].cursor() as cursor:
        parts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TOLD.values())
        cursor.execute(f"SELECT {parts}")
        return dict(zip(TOLD, cursor.fetchone(), strict=True))
