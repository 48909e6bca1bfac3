"""The chapters in a few lines each on the summary's page, each line with the way to its table or figure."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reports.numbers import number, percent
from reports.rendering.chapters import FOUND, OFFERED, TRIED
from reports.rendering.press import Press
from reports.rendering.sections.offers import DAYS, FIRST_DAYS
from reports.rendering.sections.prosecution import STEPS, last_known, said, sentence
from reports.rendering.tables import View

Line = dict[str, str]


def areas(press: Press) -> list[dict[str, Any]]:
    """What each chapter says; a chapter that says nothing is left out."""
    told = (
        ("k1", press.chapter(FOUND), [*found(press), *grouped(press)]),
        ("k2", press.chapter(OFFERED), [*offered(press)]),
        ("k3", press.chapter(TRIED), [*tried(press)]),
    )
    return [{"anchor": anchor, "title": title, "lines": lines} for anchor, title, lines in told if lines]


def line(press: Press, name: str, text: str, **counted: Any) -> Line:
    anchor, place = press.places[name]
    return {"text": text % counted, "anchor": anchor, "place": place}


def now(press: Press, table: str, row: str) -> int | None:
    view = press.tables.get(table)
    return view[row, press.now] if view and row in view.rows else None


def found(press: Press) -> Iterator[Line]:
    """From contact to decision."""
    view = press.tables.get("contacts")
    if view and view["visits", "number"]:
        yield line(press, "contacts", _("Outreach counted %(count)s visits"), count=view.text("visits", "number"))
    if (inquiries := now(press, "inquiries", "all")) is not None:
        yield line(press, "inquiries", _("%(count)s inquiries were received"), count=number(inquiries))
    if (decided := now(press, "decisions", "all")) is not None:
        yield line(press, "decisions", _("%(count)s persons had a decision"), count=number(decided))
    assessed, identified = now(press, "assessed", "assessed"), now(press, "assessed", "identified")
    if assessed and identified:
        text = _("%(count)s persons were interviewed, and %(share)s of them assessed as trafficked")
        yield line(press, "assessed", text, count=number(assessed), share=percent(identified, assessed))


def grouped(press: Press) -> Iterator[Line]:
    """Form of exploitation and age, with the year before where it is shown."""
    name = "forms" if "forms" in press.tables else "cmm_forms"
    view = press.tables.get(name)
    if view and "sexual" in view.rows and (count := view["sexual", press.now]) is not None:
        before = view["sexual", press.before]
        text = _("%(count)s were exploited sexually")
        if before is not None:
            text = _("%(count)s were exploited sexually, %(before)s the year before")
        yield line(press, name, text, count=number(count), before=before and number(before))
    if (children := now(press, "ages", "minor")) is not None:
        yield line(press, "ages", _("%(count)s were under 18 years"), count=number(children))


def offered(press: Press) -> Iterator[Line]:
    view = press.tables.get("offers")
    if view:
        yield from counted_offers(press, view)
    if "course-picture" in press.places:
        text = _("The period is %(days)s days and may be extended to %(all)s in all")
        yield line(press, "course-picture", text, days=FIRST_DAYS, all=DAYS)


def counted_offers(press: Press, view: View) -> Iterator[Line]:
    for row, text in (
        ("prepared_returns", _("%(count)s went home on a prepared return")),
        ("residents", _("%(count)s persons had a stay in a shelter")),
    ):
        if row in view.rows and (count := view[row, press.now]) is not None:
            yield line(press, "offers", text, count=number(count))


def tried(press: Press) -> Iterator[Line]:
    view = press.tables.get("prosecution")
    if view is None:
        return
    if press.now not in view.columns or not sentence(view, press.now):
        yield line(press, "prosecution", _("The latest published figures are of %(year)s"), year=last_known(view))
        return
    told = {row: said(view[row, press.now] or 0) for row in STEPS}
    text = _("%(charged)s persons were charged, %(indicted)s indicted and %(sentenced)s sentenced under section 262 a")
    yield line(press, "prosecution", capital(text % told))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
