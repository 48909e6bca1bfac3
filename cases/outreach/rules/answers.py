"""The answers of a form, as far as they can be judged without the register."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from cmm.core.errors import RuleError

MOST_PERSONS = 200  # on the fullest night 118 women came
CALLS = "phone"  # the kind of contact in which somebody rings


def digest_of(facts: Mapping[str, Any]) -> str:
    """What the form said, as one short mark: two sendings with the same mark said the same."""
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(told.encode()).hexdigest()


def check_group(group: Sequence[int] | None, *, met_before: str, own_code: str, several: bool) -> None:
    """One person has one answer and perhaps a code; several are counted. Raises RuleError at the field."""
    if group is None:
        if several:
            raise RuleError(_("Choose one only, or count several persons."), code="several", field="sex")
        return
    if met_before:
        raise RuleError(
            _("Answer for one person, or count several. Not both."), code="one_or_several", field="met_before"
        )
    if own_code:
        raise RuleError(
            _("A code belongs to one person. Record that person alone."), code="code_of_several", field="own_code"
        )
    if not 2 <= sum(group) <= MOST_PERSONS:
        raise RuleError(
            _("Count from 2 to %(most)s persons.") % {"most": MOST_PERSONS}, code="how_many", field="met_before"
        )


def check_caller(*, caller: bool, contact_type: str) -> None:
    """Who rings is asked of calls alone. Raises RuleError at ``caller``."""
    if caller and contact_type != CALLS:
        raise RuleError(_("Only a call has somebody who rings."), code="no_call", field="caller")
