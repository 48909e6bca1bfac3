"""Cover, contents and summary: written last, for they speak of what stands behind them."""

from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from reports.numbers import change, number
from reports.rendering import words
from reports.rendering.charts import people
from reports.rendering.press import Press, Section
from reports.rendering.sections.identification import counts_of


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
    context["areas"] = areas(press)
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
        "people": number(last), "compared": before and words.compared_with(last, before),
        "finding": sexes and sexes["finding"],
    }  # fmt: skip


def year_change(last: int, before: int | None) -> str:
    if before is None:
        return ""
    step = number(change(before, last), sign=True)
    return _("%(compared)s (%(step)s%%)") % {"compared": words.compared_with(last, before), "step": step}


def sex_key(press: Press, total: int) -> dict[str, Any] | None:
    view = press.tables.get("sexes")
    women = view["female", press.now] if view else None
    men = view["male", press.now] if view and "male" in view.rows else None
    if women is None or men is None:
        return None
    small, big = words.men_share(men, total)
    alt = _("%(women)s women on the left, %(men)s men on the right; what is left of %(total)s is not printed.")
    counted = {"women": number(women), "men": number(men), "total": number(total)}
    return {
        "pre": small, "big": big, "finding": words.men_finding(women, men, total),
        "what": _("of the %(total)s persons were men") % counted,
        "picture": people.divided((_("women"), women), (_("men"), men), alt % counted, total),
        "change": _("%(women)s women and %(men)s men; the rest is not printed") % counted,
    }  # fmt: skip


def areas(press: Press) -> list[dict[str, Any]]:
    """The chapters in a few lines each, with the way to their tables."""
    return [
        {"number": number_, "anchor": anchor, "title": title, "lines": lines}
        for number_, anchor, title, lines in (
            ("", "k1", _("Identification"), found(press)),
            ("", "k2", _("Offers to victims"), offered(press)),
            ("", "k3", _("Prosecution"), tried(press)),
        )
        if lines
    ]


def line(press: Press, name: str, text: str, **counted: Any) -> dict[str, str]:
    anchor, place = press.places[name]
    return {"text": text % counted, "anchor": anchor, "place": place}


def found(press: Press) -> list[dict[str, str]]:
    told = []
    for name, text in (
        ("inquiries", _("%(count)s inquiries were received.")),
        ("decisions", _("%(count)s persons had a decision.")),
    ):
        if (view := press.tables.get(name)) and view["all", press.now] is not None:
            told.append(line(press, name, text, count=view.text("all", press.now)))
    if (view := press.tables.get("assessed")) and view["assessed", press.now]:
        told.append(line(press, "assessed", _("%(assessed)s persons were interviewed for assessment."),
                         assessed=view.text("assessed", press.now)))  # fmt: skip
    if (view := press.tables.get("forms")) and view["sexual", press.now] is not None:
        told.append(
            line(press, "forms", _("%(sexual)s were exploited sexually."), sexual=view.text("sexual", press.now))
        )
    if (view := press.tables.get("ages")) and view["minor", press.now] is not None:
        told.append(line(press, "ages", _("%(children)s were under 18 years."), children=view.text("minor", press.now)))
    return told


def offered(press: Press) -> list[dict[str, str]]:
    view = press.tables.get("offers")
    if view is None or view[view.rows[0], press.now] is None or press.live:
        return []
    text = _("%(count)s went home on a prepared return.")
    return [line(press, "offers", text, count=view.text("prepared_returns", press.now))]


def tried(press: Press) -> list[dict[str, str]]:
    view = press.tables.get("prosecution")
    if view is None:
        return []
    found = {name: view[name, press.now] for name in view.rows}
    if None in found.values():
        return []
    counted = {name: value or _("none") for name, value in found.items()}
    text = _("%(charged)s persons were charged, %(indicted)s indicted and %(sentenced)s sentenced under section 262 a.")
    return [line(press, "prosecution", text, **counted)]
