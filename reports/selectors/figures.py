"""A figure of an edition opened: its definition, how one came to the number, and the cases behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from reports.definitions.rules import RULES
from reports.figures.counting import PARTS
from reports.models import Edition, Extract
from reports.selectors import populations

REASONS = {
    "counted": pgettext_lazy("of a figure", "Counted"),
    "annulled": _("The decision was annulled"),
    "set_aside": _("A later decision of the case says otherwise"),
    "said_before": _("The case had been decided so before"),
    "not_trafficked": _("The decision says something else"),
    "counted_already": _("The person is counted already this year"),
    "part_of_another": _("Part of an inquiry about several persons"),
    "other_channel": _("Did not come by the hotline"),
    "never_came": _("The person never came"),
    "moved_within": _("Moved from another house"),
    "begun_before": _("Began in an earlier year"),
    "declined": _("The period was declined"),
    "not_begun": _("The period did not begin in the year"),
}
READERS: dict[str, Callable[[int, Any], Iterator[Any]]] = {
    "decisions": lambda year, cases: populations.decisions([year], cases),
    "inquiries": populations.inquiries,
    "stays": populations.stays,
    "periods": populations.periods,
    "returns": populations.returns,
}


@dataclass(frozen=True)
class Step:
    """One line of the flow."""

    code: str
    label: str
    number: int


def table_of(edition: Edition, name: str) -> dict[str, Any] | None:
    tables = (edition.figures or {}).get("tables", [])
    found: dict[str, Any] | None = next((one for one in tables if one["id"] == name), None)
    return found


def definition_in(edition: Edition, table: dict[str, Any]) -> dict[str, Any] | None:
    """The definition as it was when the edition was frozen."""
    known = (edition.figures or {}).get("definitions", [])
    return next((one for one in known if one["code"] == table.get("definition")), None)


def opened(edition: Edition, table: dict[str, Any], user: Any) -> dict[str, Any]:
    """Everything the page of a figure shows ``user``. True numbers stand in the flow alone, beside the extract."""
    definition, language = definition_in(edition, table), get_language() or "da"
    extract = Extract.objects.allowed(user).filter(edition=edition).defer("head").first()
    flows = {one["definition"]: one for one in (extract.flow if extract else [])}
    flow = flows.get(definition["code"]) if definition else None
    return {
        "title": table["title"][language],
        "name": definition["name"][language] if definition else "",
        "text": definition["text"][language] if definition else "",
        "definition": definition,
        "found": flow["found"] if flow else None,
        "steps": list(steps(flow)) if flow else [],
        "has_rows": bool(definition and PARTS.get(definition["population"]) in READERS),
        **shown(table, language),
    }


def steps(flow: dict[str, Any]) -> Iterator[Step]:
    """Those left out, by reason, then those counted."""
    for code, number in flow["excluded"].items():
        yield Step(code, str(REASONS[code]), number)
    yield Step("counted", str(REASONS["counted"]), flow["counted"])


def shown(table: dict[str, Any], language: str) -> dict[str, Any]:
    """The table as it is printed: rows of cells, none where nothing was said."""
    rows, columns = table["dimensions"]
    cells = {tuple(cell["key"]): cell for cell in table["cells"]}
    used = [one for one in columns["categories"] if any(key[1] == one["code"] for key in cells)]
    return {
        "corner": rows["label"][language],
        "columns": [one[language] for one in used],
        "lines": [
            (row[language], [cells.get((row["code"], one["code"])) for one in used]) for row in rows["categories"]
        ],
    }


def cases_behind(edition: Edition, definition: dict[str, Any], why: str, allowed: QuerySet[Case]) -> QuerySet[Case]:
    """The cases a reader may see among those the rule counts, or leaves out for ``why``, as the register stands now."""
    read, rule = READERS[PARTS[definition["population"]]], RULES[definition["rule"]]
    reason = "" if why == "counted" else why
    ids = {row["id"] for row, told in rule(read(edition.year, allowed.order_by()), edition.year) if told == reason}
    return allowed.filter(pk__in=ids - {None}).order_by("ref")
