"""The heads of the case list: what each sorts by, and where it stands now."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COLUMNS = (
    ("ref", pgettext_lazy("column", "Case")),
    ("status", _("Status")),
    ("opened", pgettext_lazy("column", "Created")),
    ("authority", _("Authority")),
    ("caseworker", _("Contact person")),
    ("touched", _("Last touched")),
)


@dataclass(frozen=True)
class Column:
    """One sortable head. ``sorted`` is ascending, descending or empty, as aria-sort says it."""

    label: Any
    url: str
    sorted: str


def columns(query: QueryDict, order: str) -> list[Column]:
    """The heads with their links; a second press turns the order round, and the first page comes back."""
    kept = query.copy()
    kept.pop("page", None)
    return [column(name, label, kept, order) for name, label in COLUMNS]


def column(name: str, label: Any, kept: QueryDict, order: str) -> Column:
    kept["sort"] = f"-{name}" if order == name else name
    state = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    return Column(label, f"?{kept.urlencode()}", state)
