"""Cover, contents and summary: written last, for they speak of what stands behind them."""

from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from reports.labels import lowered
from reports.numbers import change, number, percent, spelled
from reports.rendering import words
from reports.rendering.charts import people
from reports.rendering.press import Press, Section
from reports.rendering.sections import glance
from reports.rendering.sections.series import counts_of


def cover(press: Press) -> Section:
    counts = counts_of(press)
    last = counts.get(press.now)
    alt = _(
        "Each dot is one person assessed as trafficked, %(total)s in all from %(start)s to %(year)s. "
        "The tallest column is %(peak)s."
    )
    alt %= {"total": number(sum(counts.values())), "start": next(iter(counts)), "year": list(counts)[-1]} | {
        "peak": max(counts, key=lambda year: counts[year])
    }
    picture = people.cover(counts, press.now, alt)
    return Section("cover", "cover", "", 0, {
        "picture": picture, "total": number(sum(counts.values())), "last": last and number(last),
        "start": next(iter(counts)), "live": press.live,
    }, listed=False)  # fmt: skip


def contents(press: Press) -> Section:
    return Section("contents", "indhold", _("Contents"), 1, {"live": press.live}, listed=False)


def summary(press: Press) -> Section:
    """One page a minister can send on: the key figures, each chapter in a few lines."""
    counts = counts_of(press)
    context: dict[str, Any] = {"live": press.live, "keys": [], "places": press.places, "year": press.now}
    if press.now in counts:
        context |= people_of_the_year(press, counts)
    context["areas"] = glance.areas(press)
    return Section("summary", "kort", _("At a glance"), 1, context)


def people_of_the_year(press: Press, counts: dict[str, int]) -> dict[str, Any]:
    last, running = counts[press.now], list(accumulate(counts.values()))
    before = counts.get(press.before)
    start = next(iter(counts))
    words_alt = {"start": start, "year": press.now, "last": number(last), "first": number(counts[start])}
    words_alt["total"] = number(running[-1])
    keys = [
        {
            "big": number(last),
            "what": _("persons were assessed as trafficked in %(year)s") % words_alt,
            "picture": people.spark(
                list(counts.values()),
                _("Persons year by year, from %(first)s in %(start)s to %(last)s in %(year)s.") % words_alt,
            ),
            "change": year_change(last, before),
        },
        {
            "big": number(running[-1]),
            "what": _("persons have been assessed as trafficked since %(start)s") % words_alt,
            "picture": people.spark(running, _("The running total grows to %(total)s.") % words_alt),
            "change": before and _("%(before)s at the end of %(year)s") % {
                "before": number(running[-1] - last), "year": press.before,
            },
        },
    ]  # fmt: skip
    sexes = sex_key(press, last)
    return {
        "keys": [*keys, sexes] if sexes else keys,
        "people": number(last), "compared": before and words.compared_with(last, before, spelled),
        "finding": sexes and sexes["finding"],
    }  # fmt: skip


def year_change(last: int, before: int | None) -> str:
    if before is None:
        return ""
    step = number(change(before, last), sign=True)
    return _("%(compared)s (%(step)s%%)") % {"compared": words.compared_with(last, before), "step": step}


def sex_key(press: Press, total: int) -> dict[str, Any] | None:
    """Women against men, or where the register joins men and others, women against those."""
    view = press.tables.get("sexes")
    if view is None:
        return None
    second = view.rows[1]
    women, others = view["female", press.now], view[second, press.now]
    if women is None or others is None:
        return None
    counted = {"women": number(women), "men": number(others), "total": number(total)}
    sides = [(_("women"), women), (lowered(view.row_labels[second]), others)]
    if second == "male":
        return printed_sexes(counted, sides, total)
    alt = _("%(women)s women on the left, %(men)s men and others on the right.") % counted
    return {
        "pre": "", "big": percent(women, total), "finding": words.women_finding(women, total),
        "what": _("of the %(total)s persons were women") % counted, "picture": people.divided(sides, alt, total),
        "change": _("%(women)s women, %(men)s men and others") % counted,
    }  # fmt: skip


def printed_sexes(counted: dict[str, str], sides: list[tuple[str, int]], total: int) -> dict[str, Any]:
    (_women, women), (_men, men) = sides
    small, big = words.men_share(men, total)
    alt = _("%(women)s women on the left, %(men)s men on the right; what is left of %(total)s is not printed.")
    return {
        "pre": small, "big": big, "finding": words.men_finding(women, men, total),
        "what": _("of the %(total)s persons were men") % counted,
        "picture": people.divided(sides, alt % counted, total),
        "change": _("%(women)s women and %(men)s men; the rest is not printed") % counted,
    }  # fmt: skip
