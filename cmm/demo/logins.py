"""The thirteen logins of the demonstration, and what each of them shows best."""

from typing import Any

from django.utils.translation import get_language

from cmm.accounts.enums import Role
from cmm.demo.cast import demo_email
from cmm.demo.passwords import secret
from cmm.demo.reading import table


def logins() -> list[dict[str, Any]]:
    """One per role, in the order of the roles."""
    organisations = {row["code"]: row for row in table("organisations")}
    language = "en" if get_language() == "en" else "da"
    rows = {row["role"]: row for row in table("logins")}
    return [
        {
            "role": role.value,
            "email": demo_email(role),
            "name": str(role.label),
            "person": rows[role]["name"],
            "organisation": organisations[rows[role]["organisation"]][f"name_{language}"],
            "codes": secret(),
            "try": rows[role][f"try_{language}"],
        }
        for role in Role
    ]
