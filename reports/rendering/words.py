"""Words that are figures: written only where they are true (report-design.md section 7)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from reports.labels import lowered
from reports.numbers import number, percent
from reports.rendering.tables import View

SURE = 5  # a withheld figure is below it, so that nothing withheld can be the largest


def compared_with(now: int, before: int, say: Callable[[int], str] = number) -> str:
    """»3 more than the year before«, or with ``say`` »three more than the year before«."""
    if now == before:
        return _("as many as the year before")
    if now > before:
        return _("%(count)s more than the year before") % {"count": say(now - before)}
    return _("%(count)s fewer than the year before") % {"count": say(before - now)}


def series_finding(counts: dict[str, int], now: str) -> str:
    """What the series says about its last year."""
    peak = max(counts, key=lambda year: (counts[year], year))
    if peak == now:
        return _("The highest number in a year so far")
    before = counts.get(str(int(now) - 1))
    far = percent(counts[peak] - counts[now], counts[peak])
    if before is None:
        return _("%(far)s fewer than in %(peak)s") % {"far": far, "peak": peak}
    if counts[now] == before:
        text = _("As many as the year before, and %(far)s fewer than in %(peak)s")
    elif counts[now] > before:
        text = _("More than the year before, but %(far)s fewer than in %(peak)s")
    else:
        text = _("Fewer than the year before, and %(far)s fewer than in %(peak)s")
    return text % {"far": far, "peak": peak}


def series_title(counts: dict[str, int], now: str) -> str:
    """What the picture shows, which the heading has not said."""
    first, peak = next(iter(counts)), max(counts, key=lambda year: (counts[year], year))
    if len(counts) == 1:
        return _("%(count)s persons in %(year)s") % {"count": number(counts[first]), "year": first}
    if peak != now:
        return _("The number was highest in %(peak)s") % {"peak": peak}
    told = {"from": number(counts[first]), "first": first, "to": number(counts[now]), "now": now}
    return _("From %(from)s persons in %(first)s to %(to)s in %(now)s") % told


def peak(label: str, values: dict[str, int]) -> str:
    """»women most in 2016, 114«, for those who hear the picture."""
    year = max(values, key=lambda one: (values[one], one))
    told = {"group": lowered(label), "year": year, "count": number(values[year])}
    return _("%(group)s most in %(year)s, %(count)s") % told


def men_finding(women: int | None, men: int | None, total: int | None) -> str:
    """How the sexes were divided, in words that hold; nothing where a figure is missing."""
    if women is None or men is None or not total:
        return ""
    share = men / total
    if 0.45 <= share < 0.5:
        return _("Almost half were men")
    if share == 0.5:
        return _("Half were men")
    if share > 0.5:
        return _("Most were men")
    return women_finding(women, total) or (_("Women were the largest group") if women > men else "")


def women_finding(women: int | None, total: int | None) -> str:
    """What can be said of the women alone, whoever the others are."""
    if women is None or not total:
        return ""
    share = women / total
    if share > 0.9:
        return _("Almost all were women")
    return _("Most were women") if share > 0.5 else _("Half were women") if share == 0.5 else ""


def men_share(men: int | None, total: int | None) -> tuple[str, str]:
    """The key figure of the summary: a small word before it, and the figure."""
    if men is None or not total:
        return "", ""
    share = men / total
    if 0.45 <= share < 0.5:
        return _("almost"), "½"
    if share == 0.5:
        return "", "½"
    return "", percent(men, total)


def forms_finding(now: dict[str, int | None], before: dict[str, int | None]) -> str:
    """Which way the two largest forms went."""
    first = way(
        now.get("sexual"), before.get("sexual"),
        _("Fewer exploited sexually"), _("As many exploited sexually"), _("More exploited sexually"),
    )  # fmt: skip
    joined = "labour_and_slavery_like"  # a live year joins the two, and all of its name fits no heading
    labour = joined if joined in now else "forced_labour"
    second = way(
        now.get(labour), before.get(labour),
        _("fewer in forced labour"), _("as many in forced labour"), _("more in forced labour"),
    )  # fmt: skip
    return f"{first}, {second}" if first and second and labour != joined else first


def way(now: int | None, before: int | None, less: str, same: str, more: str) -> str:
    if now is None or before is None:
        return ""
    return less if now < before else same if now == before else more


def largest(view: View, column: str) -> list[str]:
    """The rows with the largest shown value of a column: one, or several that are level. None where a withheld
    figure might be larger: in print of others it is small, in our own it may be any part of what is left."""
    values = {row: value for row in view.rows if row != view.total and (value := view[row, column]) is not None}
    top = max(values.values(), default=0)
    left = SURE - 1 if view.printed else view.left(column)
    return [row for row, value in values.items() if value == top] if top >= SURE and beats(top, left) else []


def beats(top: int, left: int | None) -> bool:
    """Whether ``top`` is more than anything withheld can be, of which ``left`` are left at the most."""
    return left is not None and top > left


def most_frequent(view: View, column: str) -> str:
    """»Sexual exploitation was the most frequent«, where one row is."""
    rows = largest(view, column)
    return _("%(group)s was the most frequent") % {"group": view.row_labels[rows[0]]} if len(rows) == 1 else ""
