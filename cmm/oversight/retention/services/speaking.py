"""What only the database saw, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from cmm.core.errors import Conflict
from cmm.core.speaking import constraint_of, first_come

SAID = {
    "case_is_held": _("Somebody has just set a hold on the case. It is not destroyed while the hold stands."),
    "case_is_closed": _("The case has just been taken up again. Nothing was stored."),
    "destruction_is_approved_by_another": _("Another than who proposed it approves."),
}


@contextmanager
def speaking_of(model: Any) -> Iterator[None]:
    """Raises Conflict where somebody else was first."""
    try:
        with first_come(model, {"held": "", "proposed": ""}):
            yield
    except IntegrityError as broken:
        name = constraint_of(broken) or ""
        if name not in SAID:
            raise
        raise Conflict(SAID[name], code=name) from broken
