"""Chapter 1, continued: form of exploitation, UNODC's three groups over the years and CMM's own finer ones beside."""

from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.labels import lowered
from reports.numbers import number
from reports.rendering import words
from reports.rendering.charts import bars
from reports.rendering.press import Press, Section
from reports.rendering.sections.pairs import Pair, pair
from reports.rendering.sections.topics import Topic, blocks, headings
from reports.rendering.tables import Sheet, View, upright

LABOUR = ("forced_labour", "labour_and_slavery_like")
TOPICS = (
    Topic("branches", gettext_lazy("Branch within forced labour"), gettext_lazy(
        "Persons exploited in forced labour, by the branch in which they worked."
    )),
    Topic("acts", gettext_lazy("Kind of criminal act"), gettext_lazy(
        "Persons exploited by being made to commit criminal acts, by the kind of act. They are counted as exploited, "
        "whatever became of the criminal case."
    )),
)  # fmt: skip


def forms(press: Press) -> Section | None:
    """The forms of the year against the year before, and where their figures do not make up the whole."""
    view, own = press.tables.get("forms"), press.tables.get("cmm_forms")
    if view is None and own is None:
        return None
    context: dict[str, Any] = {"live": press.live}
    if view:
        context |= {"picture": forms_picture(press, view), "sheet": forms_sheet(press, view)}
        context |= told(press, view) | {"against": "" if press.live else against(press, "form", view.columns)}
    context["own"] = own_forms(press) if own else None
    found = list(blocks(press, TOPICS))
    return Section("forms", "k13", _("Form of exploitation"), 2, context | {"blocks": found}, inner=headings(found))


def told(press: Press, view: View) -> dict[str, Any]:
    """The heading, and the two largest forms in figures."""
    now, before = ({row: view[row, year] for row in view.rows} for year in (press.now, press.before))
    labour = next((row for row in LABOUR if row in view.rows), "")
    return {
        "finding": words.forms_finding(now, before), "labour_form": lowered(view.row_labels.get(labour, "")),
        **{f"{name}_{row}": text(values.get(code)) for name, values in (("now", now), ("before", before))
           for row, code in (("sexual", "sexual"), ("labour", labour))},
    }  # fmt: skip


def text(value: int | None) -> str:
    return "" if value is None else number(value)


def forms_picture(press: Press, view: View) -> object | None:
    return two_years(
        press, view, "forms-picture", words.most_frequent(view, press.now) or _("Form of exploitation in two years"),
        _("Persons by form of exploitation %(year)s and %(before)s. Number"),
    )  # fmt: skip


def two_years(press: Press, view: View, name: str, title: str, sub: str) -> object | None:
    """Bars of this year with the year before under them; where all is withheld, the signs of it."""
    pairs = [
        (label, view.known(row, press.now), view.known(row, press.before))
        for row, label in view.row_labels.items()
        if row != view.total
    ]
    if all(value is None for _label, *both in pairs for value in both):
        return None
    listed = ", ".join(f"{label.lower()} {in_words(now)} ({in_words(before)})" for label, now, before in pairs)
    alt = _("Horizontal bars for %(year)s with the year before in brackets: %(told)s.") % {
        "year": press.now,
        "told": listed,
    }
    drawing = bars.compared(pairs, press.now, press.before, alt, 20 * len(pairs) + 4)
    return press.picture(name, title, sub % {"year": press.now, "before": press.before}, drawing)


def in_words(value: int | str | None) -> str:
    return number(value) if isinstance(value, int) else _("withheld") if value else _("not available")


def forms_sheet(press: Press, view: View) -> Sheet:
    more = _("Each person counts once, at the most important form.") if press.live else ""
    return press.sheet(
        "forms", title=view.title, unit=_("Number"), corner=view.corner, heads=view.columns,
        rows=upright(view, {view.total: "total"} if view.total else {}), now=press.now, klass="beside",
        notes=[press.note(view, more=more)],
    )  # fmt: skip


def own_forms(press: Press) -> Pair | None:
    more = _("As printed: the forms named for the year. They are not said to make up all, and nothing is added.")
    return pair(press, "cmm_forms", more=more, title=_("The forms CMM has named"))


def against(press: Press, dimension: str, years: list[str]) -> str:
    """Those of ``years`` in which the total contradicts its parts."""
    found = press.figures["contradictions"]
    apart = {str(one["year"]) for one in found if one["kind"] == "parts" and one["dimension"] == dimension}
    return get_text_list([year for year in years if year in apart], _("and"))
