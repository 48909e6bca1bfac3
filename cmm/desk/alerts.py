"""What of the register itself does not run, for those who can call somebody. Pure: alerts in, lines of work out."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cmm.alerts.rules import Alert
from cmm.alerts.words import said
from cmm.desk.ranking import NOW, Worry
from cmm.desk.work import Due


def due_alerts(alerts: Iterable[Alert], today: date) -> list[Due]:
    """Whoever reads it cannot mend it: the line says whom to call, and by which word they know it."""
    return [
        Due(
            row=None,
            worry=Worry.RUNNING,
            tone=NOW,
            since=today,
            when=_("Now"),
            when_small="",
            heading=str(said(alert.code).heading),
            text=f"{said(alert.code).text} {call(alert.code)}",
            ref="",
            url="",
            act=_("How to get help"),
            act_url=reverse("help"),
        )
        for alert in alerts
    ]


def call(code: str) -> str:
    return _("Call whoever runs the register, and say: %(code)s.") % {"code": code}
