"""Who may give a second opinion, and when."""

from django.utils.translation import gettext_lazy as _

from cmm.core.errors import RuleError
from identification.enums import AssessmentState


def check_opinion(*, state: str, is_author: bool) -> None:
    """Somebody who has not written in the assessment, before it is decided. Raises RuleError."""
    if state == AssessmentState.DECIDED:
        raise RuleError(_("The assessment is decided and can no longer be changed."), code="decided")
    if is_author:
        raise RuleError(
            _("You have written in the assessment yourself. A second opinion is somebody else’s."), code="own"
        )
