"""Chapter 1 of a live year: contacts, inquiries and decisions, each population by itself."""

from typing import Any

from django.utils.translation import gettext as _

from reports.numbers import number
from reports.rendering.press import Press, Section
from reports.rendering.sections.series import counts_of
from reports.rendering.tables import Sheet, upright

TABLES = ("contacts", "inquiries", "decisions")


def register(press: Press) -> Section:
    """How persons were found: three ways of counting contacts, then inquiries, then decisions."""
    context: dict[str, Any] = {name: sheet(press, name) for name in TABLES}
    again = press.fact("identified_again")
    context |= {"people": counts_of(press).get(press.now), "again": number(again["value"]) if again else ""}
    inner = (("k10", _("Outreach work")), ("k11", _("From inquiry to decision")))
    return Section("register", "k1", _("Outreach and identification"), 1, context, inner=inner)


def sheet(press: Press, name: str) -> Sheet | None:
    view = press.tables.get(name)
    if view is None:
        return None
    return press.sheet(
        name,
        title=view.title,
        unit=_("Number"),
        corner=view.corner,
        heads=[str(label) for label in view.column_labels.values()],
        rows=upright(view, {view.total: "total"} if view.total else {}),
        now=press.now,
        klass="beside",
        notes=[press.note(view)],
    )
