"""Ages in years: a mean, and how old the youngest and the oldest are, without saying it of one of them.

The youngest and the oldest are one person each. So the age is told that the ``k`` youngest have at the most, and that
which the ``k`` oldest have at the least. Both inherit the flag of the age groups they lie in: an end is told only where
the printed groups around it are shown, and rounded to the border of its group where a small one would be left inside.
A mean is told where no division of the withheld groups is ruled out by it. A correction takes all three over with the
age groups: the difference of two means tells the age of whoever came in between.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.figures.tables import REGISTER, SHOWN, WITHHELD, Frozen, axis, cell, named, table
from reports.numbers import rounded, spelled
from reports.rules import WIDTH

NAME, GROUPS = "age_years", "ages"
YOUNGEST, MEAN, OLDEST = "youngest", "mean_age", "oldest"
MEASURE = "years"  # what does not add up, and of which nothing is withheld but by the flag of its base
BORDERS = {"minor": (0, 17), "18_24": (18, 24), "25_plus_or_unknown": (25, 120)}  # of the printed groups, in order
LAST = list(BORDERS)[-1]
Ages = list[int]
Groups = Mapping[str, int | None]


def age_years(
    counts: Mapping[Any, int], tables: Iterable[Frozen], year: int, earlier: Iterable[Frozen], threshold: int
) -> Frozen | None:
    """The table of ages in years beside the printed age groups of ``tables``; none where nobody's is written."""
    printed = next((one for one in tables if one["id"] == GROUPS), None)
    groups = column(printed, year)
    if not counts or not groups:
        return None
    ages = sorted(int(age) for age, number in counts.items() for _one in range(number))
    least = max(threshold, WIDTH + 1)
    told = {
        YOUNGEST: youngest(ages, groups, least),
        MEAN: mean(ages, groups, threshold),
        OLDEST: oldest(ages, groups, least),
    }
    drawn = drawn_as(told, year, least)
    return taken_over(drawn, groups, year, earlier) or drawn


def column(printed: Frozen | None, year: int) -> dict[str, int | None]:
    """What is printed of each age group in ``year``, and of all."""
    cells = printed["cells"] if printed else ()
    return {one["key"][0]: one["value"] for one in cells if one["key"][1] == str(year)}


def youngest(ages: Ages, groups: Groups, least: int) -> int | None:
    """The age of the ``least`` youngest, or the border of the printed group they end in; nothing where none is told."""
    below = 0
    for name in list(BORDERS)[:-1]:
        number, border = groups.get(name), BORDERS[name][1]
        if number is None or len(ages) < least:
            return None
        if below + number >= least:
            hidden_in = min(below + number - least, least - 1 - below) >= WIDTH
            age = ages[least - 1] if hidden_in else border
            return age if ages[least - 1] <= border else None
        below += number
    return None


def oldest(ages: Ages, groups: Groups, least: int) -> int | None:
    """The age of the ``least`` oldest, where the last printed group is large enough to hide in."""
    number, first = groups.get(LAST), BORDERS[LAST][0]
    if number is None or len(ages) < least or ages[-least] < first:
        return None
    return ages[-least] if number - least >= WIDTH else first


def mean(ages: Ages, groups: Groups, threshold: int) -> int | None:
    """In whole years, where the base is shown and every division of what is withheld could have it."""
    whole = groups.get("all")
    if whole is None or len(ages) < max(threshold, 1):
        return None
    found = rounded(sum(ages), len(ages))
    lowest, highest = extremes(groups, whole)
    return found if lowest <= found * whole <= highest else None


def extremes(groups: Groups, whole: int) -> tuple[int, int]:
    """The largest of the least sums and the least of the largest sums of ages that the printed groups allow."""
    shown = {name: number for name in BORDERS if (number := groups.get(name)) is not None}
    left = whole - sum(shown.values())
    hidden = [name for name in BORDERS if name not in shown]
    least = sum(BORDERS[name][0] * number for name, number in shown.items())
    most = sum(BORDERS[name][1] * number for name, number in shown.items())
    if hidden:
        least += BORDERS[hidden[-1]][0] * left
        most += BORDERS[hidden[0]][1] * left
    return least, most


def drawn_as(told: Mapping[str, int | None], year: int, least: int) -> Frozen:
    cells = [
        cell((name, str(year)), value, source=REGISTER, status=SHOWN if value is not None else WITHHELD)
        for name, value in told.items()
    ]
    rows = axis("age", []) | {"categories": [named(name, label) for name, label in labels_of(least).items()]}
    columns = axis("year", [str(year)])
    drawn = table(
        NAME, gettext_lazy("Age in years of persons assessed as trafficked"), "identified", rows, columns, cells
    )
    return drawn | {"measure": MEASURE}


def labels_of(least: int) -> dict[str, Any]:
    """The rows, saying how many the youngest and the oldest are."""
    return {
        YOUNGEST: lambda: _("The %(number)s youngest, at most") % {"number": spelled(least)},
        MEAN: gettext_lazy("Mean age"),
        OLDEST: lambda: _("The %(number)s oldest, at least") % {"number": spelled(least)},
    }


def taken_over(drawn: Frozen, groups: Groups, year: int, earlier: Iterable[Frozen]) -> Frozen | None:
    """As the last edition of the year told it, unless the age groups beside it are divided anew."""
    for release in reversed([one for one in earlier if one["year"] == year]):
        by_name = {one["id"]: one for one in release["tables"]}
        if NAME in by_name and column(by_name.get(GROUPS), year) == groups:
            old: Frozen = by_name[NAME]
            if old["cells"] == drawn["cells"]:
                return None
            ref = str(release.get("ref") or release["year"])
            return old | {"cells": [{"edition": ref} | one for one in old["cells"]]}
    return None
