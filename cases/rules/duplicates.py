"""Rules of duplicates that need no database."""

from django.utils.translation import gettext as _

from cases.enums import DuplicateVerdict
from cmm.core.errors import Conflict, RuleError


def check_settlement(*, settled: bool, verdict: str, why: str) -> None:
    """Two persons are judged once, and for a reason. Raises RuleError, Conflict."""
    if settled:
        raise Conflict(_("Somebody else has just judged it. Nothing was changed."), code="settled")
    if verdict not in DuplicateVerdict.values:
        raise RuleError(_("Choose one."), code="no_such_verdict", field="verdict")
    if not why.strip():
        raise RuleError(_("Write what shows it."), code="reason_missing", field="why")
