"""Who did not come back to their shelter, as a line of work. Pure: a case and its message in, a line out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from cmm.core.templatetags.cmm import danishclock
from cmm.desk.promises import due
from cmm.desk.ranking import Worry
from cmm.desk.work import Due
from shelters.enums import NoteKind


def due_gone(case: Case, told: Mapping[str, Any], today: date) -> Due:
    """It stands there until whoever it is for has said that they have seen it. What the house wrote stands with it, and
    not here.
    """
    at, is_gone = timezone.localtime(datetime.fromisoformat(told["at"])), told["kind"] == NoteKind.DISAPPEARED
    text = _("%(house)s has reported it.") if is_gone else _("The person is at %(house)s again.")
    said = {
        "heading": _("Somebody did not come back") if is_gone else _("Somebody came back after all"),
        "text": text % {"house": told["house"]},
        "act": _("Read the message"),
        "act_url": f"{reverse('shelters:placement_detail', args=[told['stay']])}#notes",
    }
    return due(case, Worry.GONE, at.date(), today, danishclock(at), **said)
