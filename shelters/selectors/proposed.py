"""What a request for a place need not ask again, because the case says it."""

from django.utils.translation import gettext as _

from cases.models import Case
from cases.selectors import safety_of


def safe_contact(case: Case) -> str:
    """The rule for safe contact of the case, one line a question; whoever asks for a place tells the house as much
    of it as the house needs.
    """
    note = safety_of(case)
    if note is None:
        return ""
    said = note.safety
    as_whom = _("as %(whom)s") % {"whom": said.as_whom} if said.as_whom else ""
    return "\n".join(filter(None, (said.who_may, said.when, as_whom)))
