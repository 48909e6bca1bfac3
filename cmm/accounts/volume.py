"""How many persons one reader is shown in an hour: whoever walks off with a session is stopped before the register is.

Not a rule of access, which says who may see whom; whoever may see all may still not carry all away.
"""

from collections.abc import Collection
from dataclasses import astuple

from django.conf import settings

from cmm.accounts.enums import Role
from cmm.audit.services import Lately

# Who meets one person at a time, and who must look across.
FEW = frozenset({Role.OUTREACH_WORKER, Role.SHELTER_STAFF, Role.POLICE_LIAISON, Role.SUPERVISION_INSPECTOR})
MANY = frozenset({Role.CMM_COORDINATOR, Role.DATA_PROTECTION_OFFICER, Role.CMM_STATISTICIAN})


def most_for(roles: Collection[str]) -> Lately:
    """What one hour holds for somebody with these roles: the widest of them counts. Lists show ten times as many as
    are opened, for a page of them is one look.
    """
    few, usual, many = settings.CMM_OPENED_PER_HOUR
    opened = many if MANY & set(roles) else few if set(roles) <= FEW else usual
    return Lately(opened=opened, listed=10 * opened, searched=opened)


def is_too_much(lately: Lately, roles: Collection[str]) -> bool:
    """Whether nothing more is shown until the hour has moved on."""
    return any(shown >= most for shown, most in zip(astuple(lately), astuple(most_for(roles)), strict=True))
