"""What waits on the phones of the street for more than a day. Pure: counts in, lines of work out, and nobody's name."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmm.desk.ranking import Worry, tone_of
from cmm.desk.work import Due


def due_phones(waiting: Mapping[str, int], today: date) -> list[Due]:
    """``phones`` that have waited for more than 24 hours, and contacts put ``aside``."""
    lines = []
    if number := waiting["phones"]:
        text = ngettext(
            "Contacts have waited on %(number)s phone for more than 24 hours. Some phones delete them after 7 days.",
            "Contacts have waited on %(number)s phones for more than 24 hours. Some phones delete them after 7 days.",
            number,
        )
        heading, when = _("Contacts are not sent"), _("Over 24 hours")
        lines.append(line(heading, text % {"number": number}, when, today - timedelta(days=1), today))
    if number := waiting["aside"]:
        text = ngettext(
            "%(number)s contact is received and not counted.",
            "%(number)s contacts are received and not counted.",
            number,
        )
        lines.append(line(_("Contacts are put aside"), text % {"number": number}, _("Today"), today, today))
    return lines


def line(heading: str, text: str, when: str, since: date, today: date) -> Due:
    url = reverse("outreach:quarantine")
    return Due(
        row=None,
        worry=Worry.PHONES,
        tone=tone_of(Worry.PHONES, (since - today).days),
        since=since,
        when=when,
        when_small="",
        heading=heading,
        text=text,
        ref="",
        url=url,
        act=_("See the contacts"),
        act_url=url,
    )
