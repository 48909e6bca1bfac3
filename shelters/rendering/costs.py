"""The sections about money: who pays, and what each house cost at which rate."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shelters.enums import Payer
from shelters.rendering.charts import Told, bars
from shelters.rendering.invoices import payer_label
from shelters.rendering.sections import Row, Section, kroner, whole
from shelters.selectors.costs import Cost, Costs


def of_costs(costs: Costs) -> Iterator[Section]:
    yield by_payer(costs)
    yield by_rate(costs)


def by_payer(costs: Costs) -> Section:
    parts = [(payer_label(payer), costs.of_payer(payer)) for payer in [*Payer.values, ""]]
    parts = [part for part in parts if part[1].nights]
    rows = [Row(label, [whole(part.nights), whole(part.uncovered), kroner(part.amount)]) for label, part in parts]
    total = Row(_("In all"), [whole(costs.nights), whole(costs.uncovered), kroner(costs.amount)], is_sum=True)
    return Section(
        slug="payers",
        finding=_("The nights cost %(amount)s") % {"amount": kroner(costs.amount)},
        about=_(
            "Nights slept in the period at the rates of the houses, by payer: what can be invoiced, not what is paid."
        ),
        chart=bars([Told(label, float(part.amount), kroner(part.amount)) for label, part in parts]),
        headers=[_("Payer"), _("Bed nights"), _("Without a rate"), _("Cost")],
        rows=[*rows, total],
        notes=[_("Nights without a rate are not in the cost: %(nights)s.") % {"nights": whole(costs.uncovered)}]
        if costs.uncovered
        else [],
    )


def by_rate(costs: Costs) -> Section:
    houses = list(dict.fromkeys(row.shelter for row in costs.rows))
    parts = [(house.name, costs.of_house(house)) for house in houses]
    dearest = max(parts, key=lambda part: part[1].amount, default=None)
    finding = _("Nothing has been slept at a rate in the period")
    if dearest and dearest[1].amount:
        finding = _("Most at %(house)s: %(amount)s") % {"house": dearest[0], "amount": kroner(dearest[1].amount)}
    return Section(
        slug="rates",
        finding=finding,
        about=_("The same nights by house, payer and rate, with the days the rate holds."),
        chart=bars([Told(name, float(part.amount), kroner(part.amount)) for name, part in parts]),
        headers=[
            _("Shelter"),
            _("Payer"),
            _("Rate for an adult"),
            pgettext("rate", "In force"),
            _("Bed nights"),
            _("Cost"),
        ],
        rows=[rate_row(cost) for cost in costs.rows],
    )


def rate_row(cost: Cost) -> Row:
    said = [_("No rate"), "", whole(cost.nights), ""]
    if cost.amount is not None:
        said = [kroner(cost.adult), in_force(cost), whole(cost.nights), kroner(cost.amount)]
    return Row(cost.shelter.name, [payer_label(cost.payer), *said], url=cost.shelter.get_absolute_url())


def in_force(cost: Cost) -> str:
    said = {"first": date_format(cost.valid_from, "d.m.Y")}
    if cost.valid_to is None:
        return _("from %(first)s") % said
    return _("from %(first)s until %(last)s") % (said | {"last": date_format(cost.valid_to, "d.m.Y")})
