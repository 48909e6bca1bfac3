"""What of a file may be shared with whom, and for how long."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cmm.accounts.enums import Capability
from cmm.core.errors import RuleError
from identification.followup.enums import Part

LONGEST = timedelta(days=365)
# The police follow the criminal case, and read nothing of health, support or where somebody lives; the Immigration
# Service reads what it needs to set periods and to house.
MAY_RECEIVE = {
    Capability.POLICE: (Part.FACTS, Part.SAFETY, Part.DECISION, Part.CRIMINAL),
    Capability.DECIDES: (Part.FACTS, Part.DECISION, Part.PERIODS, Part.RETURN, Part.CRIMINAL),
}


def parts_for(capabilities: Collection[str]) -> list[Part]:
    """What an organisation may be shown, in the order of the list."""
    allowed = {part for one in capabilities for part in MAY_RECEIVE.get(Capability(one), ())}
    return [part for part in Part if part in allowed]


def check_parts(parts: Collection[str], *, capabilities: Collection[str]) -> None:
    """Something is shared, and nothing that the receiver never sees. Raises RuleError."""
    if not parts:
        raise RuleError(_("Choose what they are to read."), code="nothing", field="parts")
    beyond = [Part(part).label for part in parts if part not in parts_for(capabilities)]
    if beyond:
        words = ", ".join(str(label) for label in beyond)
        raise RuleError(_("They may not read this: %(parts)s.") % {"parts": words}, code="beyond", field="parts")


def check_until(until: date, *, today: date) -> None:
    """A share always ends, within a year. Raises RuleError."""
    if not today <= until <= today + LONGEST:
        raise RuleError(_("Choose a day from today and at most a year ahead."), code="too_long", field="until")
