"""Why an edition was stopped, in plain words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.numbers import number


def troubles(told: list[dict[str, Any]]) -> Iterator[str]:
    """One sentence for each trouble."""
    for one in told:
        yield SAID[one["kind"]](one)


def sums(one: dict[str, Any]) -> str:
    words = said(one)
    if not words["column"]:
        return flow(one)
    return _("“%(table)s” (%(column)s): the parts make %(parts)s, and the total is %(total)s.") % words


def flow(one: dict[str, Any]) -> str:
    return _("“%(table)s”: %(total)s were found, and %(parts)s were counted or left out for a reason.") % said(one)


def said(one: dict[str, Any]) -> dict[str, str]:
    table = one["table"].get(get_language() or "da", one["table"]["da"])
    return {"table": table, "column": one["column"], "parts": number(one["parts"]), "total": number(one["total"])}


def unprotected(one: dict[str, Any]) -> str:
    if not one["places"]:
        return _("Figures that must be withheld could be worked out.")
    return _("Figures that must be withheld could be worked out. It is about: %(places)s.") % {
        "places": "; ".join(one["places"])
    }


def broken(one: dict[str, Any]) -> str:
    return _("%(name)s is no longer what it was when it was drawn.") % {"name": ", ".join(one["places"])}


SAID = {"sums": sums, "flow": flow, "unprotected": unprotected, "broken": broken}
