"""Cover, contents and summary: written last, for they speak of what stands behind them."""

from typing import Any

from django.utils.translation import gettext as _

from reports.numbers import number, spelled
from reports.rendering import words
from reports.rendering.charts import people
from reports.rendering.press import Press, Section
from reports.rendering.sections import glance, keys
from reports.rendering.sections.series import counts_of, is_whole

TWO_LINES = 44  # letters of a chapter's title over its lines on the summary's page


def cover(press: Press) -> Section:
    counts = counts_of(press)
    last = counts.get(press.now)
    alt = _(
        "Each dot is one person assessed as trafficked, %(total)s in all from %(start)s to %(year)s. "
        "The tallest column is %(peak)s."
    )
    if not is_whole(press):
        alt = _("Each dot is one person assessed as trafficked. The tallest column is %(peak)s.")
    every = {year: counts.get(year, 0) for year in press.tables["series"].columns}
    if (each := people.persons_a_dot(every.values())) > 1:
        alt = _(
            "Each dot is %(each)s persons assessed as trafficked, the last of a column perhaps fewer. "
            "The tallest column is %(peak)s."
        )
    alt %= {"total": number(sum(counts.values())), "start": next(iter(counts)), "year": list(counts)[-1]} | {
        "peak": max(counts, key=lambda year: counts[year]), "each": number(each)
    }  # fmt: skip
    picture = people.cover(every, press.now, alt, each)
    return Section("cover", "cover", "", 0, {
        "picture": picture, "total": number(sum(counts.values())) if is_whole(press) else "",
        "last": last and number(last), "each": number(each) if each > 1 else "",
        "start": next(iter(counts)), "live": press.live,
    }, listed=False)  # fmt: skip


def contents(press: Press) -> Section:
    return Section("contents", "indhold", _("Contents"), 1, {
        "live": press.live, "plan": press.plan, "plan_ended": press.year > press.plan.last,
    }, listed=False)  # fmt: skip


def summary(press: Press) -> Section:
    """One page a minister can send on: three figures with their change, each chapter in a few lines."""
    counts = counts_of(press)
    last, before = counts.get(press.now), counts.get(press.before)
    context: dict[str, Any] = {"live": press.live, "places": press.places, "year": press.now}
    context["keys"] = keys.three(press, counts)
    context["areas"] = glance.areas(press)
    context["long_titles"] = any(len(area["title"]) > TWO_LINES for area in context["areas"])
    if last is not None:
        sexes = press.tables.get("sexes")
        context |= {
            "people": number(last), "compared": before and words.compared_with(last, before, spelled),
            "finding": keys.sexes_finding(sexes, press.now, last) if sexes else "",
        }  # fmt: skip
    return Section("summary", "kort", _("At a glance"), 1, context)
