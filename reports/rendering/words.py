"""Words that are figures: written only where they are true (report-design.md section 7)."""

from django.utils.translation import gettext as _

from reports.numbers import number, percent


def compared_with(now: int, before: int) -> str:
    """»three more than the year before«, in figures."""
    if now == before:
        return _("as many as the year before")
    if now > before:
        return _("%(count)s more than the year before") % {"count": number(now - before)}
    return _("%(count)s fewer than the year before") % {"count": number(before - now)}


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


def men_finding(women: int | None, men: int | None, total: int | None) -> str:
    """How the sexes were divided, in words that hold; nothing where a figure is missing."""
    if women is None or men is None or not total:
        return ""
    share = men / total
    if 0.45 <= share < 0.5:
        return _("Almost half were men")
    if share == 0.5:
        return _("Half were men")
    if women / total > 0.9:
        return _("Almost all were women")
    if women / total > 0.5:
        return _("Most were women")
    return _("Most were men") if share > 0.5 else _("Women were the largest group")


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
        now["sexual"], before["sexual"],
        _("Fewer exploited sexually"), _("As many exploited sexually"), _("More exploited sexually"),
    )  # fmt: skip
    second = way(
        now["forced_labour"], before["forced_labour"],
        _("fewer in forced labour"), _("as many in forced labour"), _("more in forced labour"),
    )  # fmt: skip
    return f"{first}, {second}" if first and second else first


def way(now: int | None, before: int | None, less: str, same: str, more: str) -> str:
    if now is None or before is None:
        return ""
    return less if now < before else same if now == before else more
