"""The last chapters: method, contradictions, sources and verification."""

from typing import Any

from django.utils.translation import gettext as _

from reports import labels, wording
from reports.labels import lowered
from reports.numbers import number
from reports.rendering.press import Press, Section
from reports.rendering.tables import Row, Sheet, sign

WITHIN = ("parts", "part", "repeated", "headings", "running")


def method(press: Press) -> Section:
    context = {
        "live": press.live, "threshold": press.figures["threshold"], "first_live": press.figures.get("first_live"),
        "definitions": [definition(one, press.language) for one in press.definitions],
    }  # fmt: skip
    return Section("method", "k4", _("Method and definitions"), 1, context, inner=(("k40", _("Definitions")),))


def definition(frozen: dict[str, Any], language: str) -> dict[str, str]:
    """What is counted, of whom, and by which version of the rule."""
    population = labels.POPULATIONS.get(frozen["population"], frozen["population"])
    return {
        "name": frozen["name"][language], "text": frozen["text"][language], "population": str(population),
        "version": str(frozen["version"]),
    }  # fmt: skip


def contradictions(press: Press) -> Section | None:
    """Every published figure that another contradicts, both shown, neither corrected."""
    found = press.figures["contradictions"]
    if not found:
        return None
    within = [one for one in found if one["kind"] in WITHIN]
    between = [one for one in found if one["kind"] == "sources"]
    sheets = [
        sheet(press, name, title, chosen)
        for name, title, chosen in (
            ("within", _("A source that contradicts itself"), within),
            ("between", _("Sources that contradict each other"), between),
        )
        if chosen
    ]
    return Section("contradictions", "k41", _("Figures that contradict each other"), 2, {"sheets": sheets})


def sheet(press: Press, name: str, title: str, found: list[dict[str, Any]]) -> Sheet:
    unit = _("Persons, number. <5 is printed so by the source and stands for 0 to 4")
    heads = [_("About"), _("One figure"), _("The other")]
    rows = [row_of(press, one) for one in found]
    note = press.cite(key for one in found for key in sources_of(one))
    return press.sheet(
        name, title=title, unit=unit, corner=_("Year"), heads=heads, rows=rows, klass=f"words {name}", notes=[note]
    )


def row_of(press: Press, one: dict[str, Any]) -> Row:
    first, second = wording.said(one, one["one"], press.source), wording.other(one, press.source)
    return Row(str(one["year"]), [wording.about(one), first, second])


def sources_of(one: dict[str, Any]) -> list[str]:
    return [figure["source"] for figure in (one["one"], *one["other"])]


def sources(press: Press) -> Section:
    told = [source_of(press, one) for one in press.figures["sources"]]
    context = {"sources": told, "live": press.live, "revision": revision(press),
               "reason": press.figures.get("reason", {}).get(press.language, ""),
               "editions": ", ".join(press.figures.get("editions", ()))}  # fmt: skip
    inner = (("k51", _("Revisions")), ("k52", _("Verification")))
    return Section("sources", "k5", _("Sources and revisions"), 1, context, inner=inner)


def revision(press: Press) -> Sheet | None:
    """What this edition says otherwise than an earlier one of the year, each figure with its cause."""
    changed = press.figures.get("revision", ())
    if not changed:
        return None
    heads = [_("Figure"), _("Old"), _("New"), _("Cause")]
    rows = [Row(one["edition"], revised(press, one)) for one in changed]
    return press.sheet(
        "revision", title=_("What was corrected"), unit=_("Each figure as it stood in the earlier edition, and as it "
        "stands here"), corner=_("Edition"), heads=heads, rows=rows, klass="words revision",
    )  # fmt: skip


def revised(press: Press, one: dict[str, Any]) -> list[str]:
    """A figure that is withheld now is withheld here too."""
    view = press.tables.get(one["table"])
    new = sign("withheld") if one["new"] is None else number(one["new"])
    if view is None:
        name = one["table"]
    else:
        row, column = (*one["key"], "", "")[:2]
        name = f"{view.title}: {lowered(view.row_labels.get(row, row))}, {view.column_labels.get(column, column)}"
        new = view.text(row, column)
    old = sign("withheld") if one["old"] is None else number(one["old"])
    return [name, old, new, one["cause"][press.language]]


def source_of(press: Press, frozen: dict[str, Any]) -> dict[str, str]:
    """A source with its publisher and note in the report's language; its title stays as it was printed."""
    note = frozen["note_en"] if press.language == "en" else frozen["note"]
    return {
        "publisher": labels.publisher(frozen["publisher"]),
        "title": frozen["title"],
        "url": frozen["url"],
        "note": note,
    }
