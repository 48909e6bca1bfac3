"""Chapter 1 of a printed year: outreach, then from interview to decision."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.numbers import number, percent
from reports.rendering.chapters import FOUND
from reports.rendering.charts import bars
from reports.rendering.press import Press, Section
from reports.rendering.sections.series import counts_of
from reports.rendering.tables import Row, View, upright


def assessment(press: Press) -> Section:
    """From outreach to decision: the chapter opens here."""
    view = press.tables.get("assessed")
    context: dict[str, object] = {"people": counts_of(press).get(press.now)}
    if view:
        context |= assessed_parts(press, view)
    inner = (("k10", _("Outreach work")), ("k11", _("From interview to decision")))
    return Section("assessment", "k1", press.chapter(FOUND), 1, context, inner=inner)


def assessed_parts(press: Press, view: View) -> dict[str, object]:
    known = {
        year: (assessed, found)
        for year in view.columns
        if (assessed := view["assessed", year]) is not None and (found := view["identified", year]) is not None
    }
    assessed, found = known[press.now]
    share = percent(found, assessed)
    alt = _("Horizontal bars. In %(year)s %(found)s of %(assessed)s persons were assessed as trafficked.") % {
        "year": press.now,
        "found": number(found),
        "assessed": number(assessed),
    }
    picture = press.picture(
        "assessed-picture",
        _("%(share)s of those interviewed were assessed as trafficked") % {"share": share},
        _("Persons interviewed for assessment, and those assessed as trafficked. Number"),
        bars.parts(known, pgettext("in a chart", "trafficked"), _("interviewed"), alt),
        klass="beside",
    )
    return {"assessed": assessed, "found": found, "picture": picture, "sheet": assessed_sheet(press, view)}


def assessed_sheet(press: Press, view: View) -> object:
    rows = upright(view, {"identified": "sub"})
    shares = [view.share("identified", year, "assessed") for year in view.columns]
    rows.append(Row(_("Share assessed as trafficked, %"), shares))
    more = _(
        "In 2019 more than 230 interviews were held. Interviews are not persons, so that figure is not in the table."
    )
    return press.sheet(
        "assessed", title=view.title, unit=_("Number"), corner=_("Count"), heads=view.columns, rows=rows,
        now=press.now, klass="beside", notes=[press.note(view, more=more if "2019" in view.columns else "")],
    )  # fmt: skip
