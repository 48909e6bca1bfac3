"""Rules of documents."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.errors import Conflict, RuleError
from cmm.core.files.kinds import Why

# What to do about a file that is not taken.
FILE_REFUSALS = {
    Why.EMPTY: gettext_lazy("The file is empty. Choose another."),
    Why.TOO_LARGE: gettext_lazy("The file is larger than 20 MB. Save it smaller, or divide it."),
    Why.UNKNOWN: gettext_lazy("Only PDF, JPEG, PNG and WebP can be added. Save the document as a PDF first."),
    Why.UNREADABLE: gettext_lazy("The file cannot be read and may be damaged. Open it, save it anew and choose that."),
    Why.LOCKED: gettext_lazy("The PDF is locked. Save it without password and protection and choose that."),
    Why.PIXELS: gettext_lazy("The picture has more than 40 million pixels. Save it smaller."),
    Why.MOVING: gettext_lazy("The picture moves. Save it as one that stands still."),
}


def refused_file(why: Why) -> RuleError:
    """The words for a file that is not taken, at ``file``."""
    return RuleError(FILE_REFUSALS[why], code=f"file_{why}", field="file")


def check_withdrawal(*, is_open: bool, reason: str) -> None:
    """A document is withdrawn once, and for a reason. Raises Conflict, RuleError at ``reason``."""
    if not is_open:
        raise Conflict(_("The document has already been withdrawn. Nothing was changed."), code="withdrawn")
    if not reason.strip():
        raise RuleError(_("Write why nobody may open it any more."), code="reason_missing", field="reason")
