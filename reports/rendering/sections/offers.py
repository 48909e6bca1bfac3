"""Chapter 2: what persons were offered. The rules of the time, and what was counted of them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.rendering.chapters import OFFERED
from reports.rendering.charts.course import Stretch, course
from reports.rendering.press import Press, Section
from reports.rendering.sections.pairs import Pair, pair

DESCRIBED = 2019  # earlier years had other rules and other bodies, which no source at hand describes whole
RETURN_AGENCY = 2020  # from its first year on, it prepares the returns
FIRST_DAYS, DAYS, HOME = 30, 120, 300
STAYS = ("periods", "offers", "shelters")
APART = ("nights", "nights_in_shelters", "places_copenhagen", "places_aalborg")
MORE = {
    "returns": gettext_lazy("A person counts once, in the year of departure."),
    "periods": gettext_lazy("A period counts in the year it begins; it may run on into the next."),
    "offers": gettext_lazy(
        "A stay counts in the year it begins; a night counts in the year it falls in. Stays are not persons."
    ),
    "shelters": gettext_lazy("A stay counts at the kind of place it began in. Whoever moves on begins no new stay."),
}


def offers(press: Press) -> Section | None:
    """Prepared returns, periods, stays, and who does what."""
    if press.year < DESCRIBED:
        return None
    view = press.tables.get("offers")
    returns = view["prepared_returns", press.now] if view and "prepared_returns" in view.rows else None
    context: dict[str, Any] = {"live": press.live, "year": press.now, "returns": returns}
    context |= {"counted_returns": counted(press, "returns"), "agency": press.year >= RETURN_AGENCY}
    context |= {"picture": periods(press), **{name: counted(press, name) for name in STAYS}}
    inner = (
        ("k21", _("Prepared returns")),
        ("k22", _("Periods and stays")),
        *((("k23", _("Who does what")),) if context["agency"] else ()),
    )
    return Section("offers", "k2", press.chapter(OFFERED), 1, context, inner=inner)


def counted(press: Press, name: str) -> Pair | None:
    """What the register counted, or what was printed of it."""
    return pair(press, name, more=str(MORE.get(name, "")) if press.live else "", apart=APART)


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
    return press.picture("course-picture", title, sub, course(stretches, alt), klass="wide")
