"""A contradiction between published figures in words, for the report and for the page."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from reports import labels
from reports.numbers import NO_BREAK, number

Publisher = Callable[[str], str]


def about(one: dict[str, Any]) -> str:
    """What the figures are about; persons assessed as trafficked where nothing else is said."""
    population, dimension = str(labels.POPULATIONS[one["population"]]), labels.dimension(one["dimension"])
    if one["dimension"] == "total":
        return population
    if one["kind"] == "sources":
        dimension = f"{dimension}: {labels.category(one['one']['category'])}"
    return dimension if one["population"] == "identified" else f"{population}: {labels.lowered(dimension)}"


def said(one: dict[str, Any], figure: dict[str, Any], publisher: Publisher) -> str:
    """One printed figure; between sources the one it comes from is the news."""
    if one["kind"] == "sources":
        return f"{publisher(figure['source'])}:{NO_BREAK}{figure['printed']}"
    return f"{labels.category(figure['category'])}:{NO_BREAK}{figure['printed']}"


def other(one: dict[str, Any], publisher: Publisher) -> str:
    """The figure or figures that stand against the first."""
    if one["kind"] == "sources":
        return "; ".join(said(one, figure, publisher) for figure in one["other"])
    if one["kind"] == "headings":
        printed = ", ".join(figure["printed"] for figure in one["other"])
        return _("Under the same heading also %(told)s") % {"told": printed}
    first, *rest = one["other"]
    inside = [f"{labels.within(figure['category'])}:{NO_BREAK}{figure['printed']}" for figure in (first, *rest)]
    if one["kind"] in ("parts", "running"):
        low, high = one["low"], one["high"]
        together = number(low) if low == high else f"{number(low)}–{number(high)}"
        parts = ", ".join([said(one, first, publisher), *inside[1:]])
        return _("%(parts)s. Together %(sum)s") % {"parts": parts, "sum": together}
    if one["kind"] == "repeated":
        return _("The year before, %(told)s") % {"told": inside[0]}
    return _("Of these, %(told)s") % {"told": inside[0]}
