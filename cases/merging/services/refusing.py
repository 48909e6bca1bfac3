"""What only the database saw, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from cases.merging.rules import MERGED
from cmm.core.errors import Conflict, RuleError
from cmm.core.speaking import constraint_of, first_come

# Each name of a constraint or of a trigger's refusal, and what to do about it.
SAID = {
    "merge_rests_on_both": _(
        "Something written since the merge rests on both files, such as an assessment with observations from each. It "
        "cannot be divided. Withdraw or correct it first."
    ),
    "observation_document_is_of_the_case": _(
        "An observation written since the merge cites a document of the other file. It cannot be divided. Withdraw or "
        "correct it first."
    ),
    "merge_has_moved_on": _("The case has been merged again since. Undo that merge first."),
}
TWO = _("The two files hold something of which there may be only one. Nothing was changed. Look both cases through.")


@contextmanager
def speaking_of_files(model: Any) -> Iterator[None]:
    """Raises RuleError, or Conflict where somebody else was first."""
    try:
        with first_come(model, {"merged": ""}):
            yield
    except IntegrityError as broken:
        name = constraint_of(broken)
        if name == "case_takes_rows":
            raise Conflict(MERGED, code="merged") from broken
        raise RuleError(SAID.get(name or "", TWO), code=name or "two_of_one") from broken
