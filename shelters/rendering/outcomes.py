"""The sections about stays: their lengths, their ends, the requests before them, and other places than Reden's."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from shelters.enums import ExitCause, RequestState
from shelters.rendering.sections import Section, counted, whole
from shelters.rules import BANDS
from shelters.selectors.keyfigures import REDEN, KeyFigures, Stays


def of_stays(figures: KeyFigures, stays: Stays) -> Iterator[Section]:
    yield lengths(stays)
    yield exits(stays)
    yield requests(stays)
    yield refusals(stays)
    yield alternatives(figures, stays)


def nights_text(value: Any) -> str:
    """28 nights; a median may lie between two."""
    if value is None:
        return _("unknown")
    said = number_format(value, decimal_pos=0 if value == int(value) else 1, use_l10n=True)
    return ngettext("%(n)s night", "%(n)s nights", 1 if value == 1 else 2) % {"n": said}


def lengths(stays: Stays) -> Section:
    spread = stays.ended.lengths
    lower, upper = spread.quartiles
    notes = [
        _("Lower quartile %(lower)s, median %(median)s, upper quartile %(upper)s.")
        % {"lower": nights_text(lower), "median": nights_text(spread.median), "upper": nights_text(upper)}
    ]
    return counted(
        "lengths",
        _("Length of stay: the median is %(median)s") % {"median": nights_text(spread.median)}
        if spread.total
        else _("No stay ended in the period"),
        _("Stays that ended in the period. Whoever moved has one stay, from the first night to the last."),
        (_("Nights"), _("Stays")),
        list(zip(map(band_label, BANDS), spread.bands, strict=True)),
        notes if spread.total else [],
    )


def band_label(band: tuple[int, int | None]) -> str:
    low, high = band
    return _("over %(low)s") % {"low": low - 1} if high is None else f"{low}–{high}"


def exits(stays: Stays) -> Section:
    ended = stays.ended
    told = {"gone": whole(ended.disappeared), "all": whole(ended.total)}
    return counted(
        "exits",
        _("%(gone)s of %(all)s disappeared") % told if ended.total else _("Nobody has left in the period"),
        _("Stays that ended in the period, by cause. A move to another place in the register is no exit."),
        (_("Cause"), _("Stays")),
        [(str(cause.label), ended.causes[cause]) for cause in ExitCause],
        [
            _("At Reden International: %(here)s of %(all_here)s. At other places: %(there)s of %(all_there)s.")
            % {
                "here": whole(stays.reden.disappeared),
                "all_here": whole(stays.reden.total),
                "there": whole(stays.elsewhere.disappeared),
                "all_there": whole(stays.elsewhere.total),
            }
        ],
    )


def requests(stays: Stays) -> Section:
    states: Counter[str] = Counter()
    for row in stays.requests:
        states[row["state"]] += row["n"]
    told = {"given": whole(states[RequestState.ACCEPTED]), "all": whole(states.total())}
    return counted(
        "requests",
        _("%(given)s of %(all)s requests got a place") % told
        if states.total()
        else _("No place was asked for in the period"),
        _("Requests sent in the period, by what became of them. A person may be asked for at several houses."),
        (_("Answer"), _("Requests")),
        [(str(state.label), states[state]) for state in RequestState],
        [],
    )


def refusals(stays: Stays) -> Section:
    reasons: Counter[str] = Counter()
    label = "refusal_reason__label_en" if get_language() == "en" else "refusal_reason__label_da"
    for row in stays.requests:
        if row["state"] == RequestState.DECLINED:
            reasons[row[label]] += row["n"]
    rows = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    finding = _("No request was declined in the period")
    if rows:
        finding = _("Most declined because of: %(reason)s") % {"reason": rows[0][0]}
    about = _("Requests sent in the period that a house declined, by the reason it gave.")
    return counted("refusals", finding, about, (pgettext("refusal of a place", "Reason"), _("Requests")), rows, [])


def alternatives(figures: KeyFigures, stays: Stays) -> Section:
    told = {"other": whole(stays.came_elsewhere), "all": whole(stays.came)}
    kinds = sorted(figures.kinds.items(), key=lambda kind: (kind[0] != REDEN, -stays.begun[kind[0]], kind[1]))
    return counted(
        "alternatives",
        _("%(other)s of %(all)s stays began at other places than Reden International") % told
        if stays.came
        else _("No stay began in the period"),
        _("Stays that began in the period, by kind of accommodation. All but Reden International are alternatives."),
        (_("Kind of accommodation"), _("Stays")),
        [(label, stays.begun[code]) for code, label in kinds],
        [],
    )
