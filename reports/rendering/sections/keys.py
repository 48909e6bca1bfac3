"""The three figures of the summary, each with its change from the year before where both are shown."""

from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.labels import lowered
from reports.numbers import change, number, percent
from reports.rendering import words
from reports.rendering.charts import people
from reports.rendering.press import Press
from reports.rendering.sections.series import counts_of, is_whole
from reports.rendering.tables import View

Key = dict[str, Any]
SEVERAL = 3  # years: one or two columns are no picture
OTHERS = (
    ("inquiries", "all", gettext_lazy("inquiries were received in %(year)s")),
    ("offers", "stays", gettext_lazy("stays in shelters began in %(year)s")),
    ("contacts", "visits", gettext_lazy("visits were counted in outreach work in %(year)s")),
    ("prosecution", "charged", gettext_lazy("persons were charged under section 262 a in %(year)s")),
)


def three(press: Press, counts: dict[str, int]) -> list[Key]:
    """The persons of the year, all persons since the beginning, and how the sexes were divided; where one of them
    is withheld, the next that can be told."""
    return list(islice(known(press, counts), 3))


def known(press: Press, counts: dict[str, int]) -> Iterator[Key]:
    last = counts.get(press.now)
    if last is not None:
        yield of_the_year(press, counts, last)
    if last is not None and is_whole(press) and len(counts) > 1:
        yield since_the_start(press, counts, last)
    if last is not None and (sexes := press.tables.get("sexes")):
        yield from divided(press, sexes, last)
    for name, row, what in OTHERS:
        view = press.tables.get(name)
        if view and row in view.rows and (count := view[row, column_of(press, view)]) is not None:
            yield counted(press, view, row, count, what)


def of_the_year(press: Press, counts: dict[str, int], last: int) -> Key:
    start = next(iter(counts))
    told = {"start": start, "year": press.now, "last": number(last), "first": number(counts[start])}
    alt = _("Persons year by year, from %(first)s in %(start)s to %(last)s in %(year)s.") % told
    return {
        "big": number(last), "what": _("persons were assessed as trafficked in %(year)s") % told,
        "picture": spark(list(counts.values()), alt), "change": year_change(last, counts.get(press.before)),
    }  # fmt: skip


def since_the_start(press: Press, counts: dict[str, int], last: int) -> Key:
    running = list(accumulate(counts.values()))
    told = {"start": next(iter(counts)), "total": number(running[-1])}
    before = {"before": number(running[-1] - last), "year": press.before}
    return {
        "big": told["total"], "what": _("persons have been assessed as trafficked since %(start)s") % told,
        "picture": spark(running, _("The running total grows to %(total)s.") % told),
        "change": _("%(before)s at the end of %(year)s") % before if press.before in counts else "",
    }  # fmt: skip


def spark(values: list[int], alt: str) -> str:
    """Small columns, where there are years enough for a picture."""
    return people.spark(values, alt) if len(values) >= SEVERAL else ""


def column_of(press: Press, view: View) -> str:
    """The report's year; a table of one column may call it something else."""
    return press.now if press.now in view.columns or len(view.columns) > 1 else str(view.columns[0])


def counted(press: Press, view: View, row: str, count: int, what: Promise) -> Key:
    """Another population, where the persons are not shown."""
    values = {year: value for year in view.columns if (value := view[row, year]) is not None}
    alt = _("One column a year: %(peak)s.") % {"peak": words.peak(view.row_labels[row], values)}
    return {
        "big": number(count), "what": str(what) % {"year": press.now},
        "picture": spark(list(values.values()), alt), "change": year_change(count, values.get(press.before)),
    }  # fmt: skip


def year_change(last: int, before: int | None) -> str:
    """(new − old) / old; nothing where either is not shown."""
    if not before:
        return ""
    step = number(change(before, last), sign=True)
    return _("%(compared)s (%(step)s%%)") % {"compared": words.compared_with(last, before), "step": step}


def divided(press: Press, view: View, total: int) -> Iterator[Key]:
    """Women against men, or where the register joins men and others, women against those."""
    second = view.rows[1]
    women, others = view["female", press.now], view[second, press.now]
    if women is None or others is None or not total:
        return
    sides = [(_("women"), women), (lowered(view.row_labels[second]), others)]
    told = {"women": number(women), "men": number(others), "total": number(total)}
    if second == "male":
        yield printed(told, sides, total, before(press, view, "male"))
    else:
        yield joined(told, sides, total, before(press, view, "female"))


def before(press: Press, view: View, row: str) -> str:
    """»48 % the year before«, where both figures of that year are shown."""
    part, whole = view[row, press.before], counts_of(press).get(press.before)
    return _("%(share)s the year before") % {"share": percent(part, whole)} if part is not None and whole else ""


def joined(told: dict[str, str], sides: list[tuple[str, int]], total: int, earlier: str) -> Key:
    alt = _("%(women)s women on the left, %(men)s men and others on the right.") % told
    now = _("%(women)s women, %(men)s men and others") % told
    return {
        "big": percent(sides[0][1], total), "what": _("of the %(total)s persons were women") % told,
        "picture": people.divided(sides, alt, total), "change": f"{now}; {earlier}" if earlier else now,
    }  # fmt: skip


def printed(told: dict[str, str], sides: list[tuple[str, int]], total: int, earlier: str) -> Key:
    small, big = words.men_share(sides[1][1], total)
    alt = _("%(women)s women on the left, %(men)s men on the right; what is left of %(total)s is not printed.") % told
    now = _("%(women)s women and %(men)s men; the rest is not printed") % told
    return {
        "pre": small, "big": big, "what": _("of the %(total)s persons were men") % told,
        "picture": people.divided(sides, alt, total),
        "change": f"{now}; {earlier}" if earlier else now,
    }  # fmt: skip


def sexes_finding(view: View, year: str, total: int) -> str:
    """The same in a sentence."""
    women = view["female", year]
    if "male" in view.rows:
        return words.men_finding(women, view["male", year], total)
    return words.women_finding(women, total)
