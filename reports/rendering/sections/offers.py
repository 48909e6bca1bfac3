"""Chapter 2: what persons were offered. The rules of the time, and what was counted of them."""

from typing import Any

from django.utils.translation import gettext as _

from reports.rendering.charts.course import Stretch, course
from reports.rendering.press import Press, Section
from reports.rendering.tables import Sheet, View, upright

DESCRIBED = 2019  # earlier years had other rules and other bodies, which no source at hand describes whole
RETURN_AGENCY = 2020  # from its first year on, it prepares the returns
FIRST_DAYS, DAYS, HOME = 30, 120, 300


def offers(press: Press) -> Section | None:
    """Prepared returns, periods, stays, and who does what."""
    if press.year < DESCRIBED:
        return None
    view = press.tables.get("offers")
    returns = None if press.live or view is None else view["prepared_returns", press.now]
    context: dict[str, Any] = {"live": press.live, "year": press.now, "returns": returns}
    context |= {"agency": press.year >= RETURN_AGENCY, "picture": periods(press)}
    context |= {"sheet": sheet(press, view) if view else None}
    inner = (
        ("k21", _("Prepared returns")),
        ("k22", _("Periods and stays")),
        *((("k23", _("Who does what")),) if context["agency"] else ()),
    )
    return Section("offers", "k2", _("Offers to victims"), 1, context, inner=inner)


def sheet(press: Press, view: View) -> Sheet:
    return press.sheet(
        "offers", title=view.title, unit=_("Number"), corner=_("Offer"), heads=view.columns, rows=upright(view),
        now=press.now, klass="beside", notes=[press.note(view)],
    )  # fmt: skip


def periods(press: Press) -> object:
    """The period and what follows it, to scale as far as it is counted in days."""
    stretches = [
        Stretch(FIRST_DAYS, _("%(days)s days") % {"days": FIRST_DAYS}, _("Decision")),
        Stretch(DAYS, _("may be extended to %(days)s in all") % {"days": DAYS}),
        Stretch(HOME, _("support at home for up to six months"), _("Return")),
    ]
    alt = _(
        "A bar of days: a period of %(first)s days from the decision, which may be extended to %(all)s, and after the "
        "return support at home for up to six months."
    ) % {"first": FIRST_DAYS, "all": DAYS}
    title, sub = _("From the decision to support at home"), _("Reflection or restitution period, and return. Days")
    return press.picture("periods-picture", title, sub, course(stretches, alt), klass="wide")
