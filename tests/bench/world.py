"""The register the bench reads: the whole demonstration, with the reports the screenshots have too."""

from django.db import connections

from cmm.accounts.models import User
from tests.screenshots import register

TOLD = {
    "cases": "cases_case",
    "inquiries": "cases_inquiry",
    "contacts": "outreach_contact",
    "stays": "shelters_placement",
    "log entries": "audit_auditentry",
}


def load(name: str) -> None:
    register.load(name)
    with connections["unscoped"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def reader(role: str) -> User:
    """The demonstration's login with ``role``, its roles and organisation read beforehand."""
    user = User.objects.using("unscoped").select_related("organisation").get(email=f"{role}@demo.test")
    if not user.roles:
        raise RuntimeError(f"Nobody in the demonstration is {role}.")
    return user


def rows() -> dict[str, int]:
    """How much there is of what."""
    with connections["unscoped"].cursor() as cursor:
        parts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TOLD.values())
        cursor.execute(f"SELECT {parts}")
        return dict(zip(TOLD, cursor.fetchone(), strict=True))
