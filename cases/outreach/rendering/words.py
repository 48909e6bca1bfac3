"""How figures and days are written, on the page and on paper."""

from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

Line = dict[str, Any]


def whole(value: int) -> str:
    return number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)


def average(part: int, days: int) -> str:
    """With one decimal: 63,4 a day; of no days there is none."""
    if not days:
        return "–"
    return number_format(round(part / days, 1), decimal_pos=1, use_l10n=True, force_grouping=True)


def unique_text(line: Line) -> str:
    """At least and at most, or one figure where they are the same; a dash where nobody knows."""
    if not line["at_most"] and line["unclear"]:
        return "–"
    if line["at_least"] == line["at_most"]:
        return whole(line["at_least"])
    return f"{whole(line['at_least'])}–{whole(line['at_most'])}"


def new_text(line: Line) -> str:
    return "–" if not line["new"] and line["unclear"] else whole(line["new"])


def month_name(key: str) -> str:
    return date_format(date.fromisoformat(key), "F Y")


def month_short(key: str) -> str:
    return date_format(date.fromisoformat(key), "b y" if is_danish() else "M y")


def day_short(day: date) -> str:
    return date_format(day, "j. b" if is_danish() else "j M")


def is_danish() -> bool:
    return (get_language() or "da").startswith("da")


def week_name(key: str) -> str:
    week = date.fromisoformat(key).isocalendar()
    return _("Week %(week)s, %(year)s") % {"week": week.week, "year": week.year}


def week_short(key: str) -> str:
    return _("Week %(week)s") % {"week": date.fromisoformat(key).isocalendar().week}


def weekday_name(weekday: int) -> str:
    return date_format(date(2024, 1, 1 + weekday), "l")  # 1 January 2024 was a Monday


def weekday_short(weekday: int) -> str:
    return date_format(date(2024, 1, 1 + weekday), "D")


def code_name(line: Line) -> str:
    """As the code was called when it was counted."""
    name = line["en" if get_language() == "en" else "da"]
    return str(name) if name else pgettext("municipality", "Not given")


def hour_name(hour: int) -> str:
    return _("%(hour)s o'clock") % {"hour": f"{hour:02d}"}
