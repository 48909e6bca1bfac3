"""How a page is answered, and how a long list is cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

COUNTED = 1_000  # nobody reads further than this, and counting more costs more than the page itself


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, form: BaseForm | None = None
) -> HttpResponse:
    """The page, and 422 when it shows a form that was refused."""
    failed = form is not None and form.is_bound and bool(form.errors)
    filled = {"form": form} if form is not None else {}
    return render(request, template, filled | (context or {}) | {"failed": failed}, status=422 if failed else 200)


@dataclass(frozen=True)
class Link:
    """A page one can go to; without a number it is the gap between two."""

    number: int | None
    url: str
    current: bool


@dataclass(frozen=True)
class Bounded:
    """One page of a list whose exact length is counted only up to ``COUNTED``."""

    rows: Sequence[Any]
    number: int
    per_page: int
    counted: int
    has_next: bool
    query: QueryDict

    @property
    def is_beyond(self) -> bool:
        return self.counted > COUNTED

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def is_single(self) -> bool:
        return not self.has_next and not self.has_previous

    @property
    def first(self) -> int:
        return (self.number - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def last_number(self) -> int:
        return max(1, -(-min(self.counted, COUNTED) // self.per_page))

    @property
    def count_label(self) -> str:
        figure = number_format(min(self.counted, COUNTED), use_l10n=True, force_grouping=True)
        return _("over %(figure)s") % {"figure": figure} if self.is_beyond else figure

    @property
    def next_url(self) -> str:
        return self.url(self.number + 1)

    @property
    def previous_url(self) -> str:
        return self.url(self.number - 1)

    def url(self, number: int) -> str:
        """The same list, filters and order kept, at another page."""
        query = self.query.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return f"?{query.urlencode()}"

    @property
    def links(self) -> list[Link]:
        near = {1, self.number - 1, self.number, self.number + 1}
        near |= set() if self.is_beyond else {self.last_number}
        end = self.number + 1 if self.is_beyond and self.has_next else max(self.last_number, self.number)
        found: list[Link] = []
        for number in sorted(n for n in near if 1 <= n <= end):
            if found and found[-1].number != number - 1:
                found.append(Link(None, "", False))
            found.append(Link(number, self.url(number), number == self.number))
        return found


def bounded(
    queryset: QuerySet[Any] | Sequence[Any],
    request: HttpRequest,
    per_page: int = 25,
    *,
    counted: int | None = None,
    from_the_top: bool = False,
) -> Bounded:
    """Two statements whatever the length, one where the page has ``counted`` the rows (up to one over ``COUNTED``).

    ``queryset`` must be ordered down to a unique column; rows the page already holds ask for nothing. Counted
    ``from_the_top`` the first thousand are soon found where they are what comes first in the list's order.
    """
    if not isinstance(queryset, QuerySet):
        counted = len(queryset)
    elif counted is None:
        some = queryset if from_the_top else queryset.order_by()
        counted = some.values("pk")[: COUNTED + 1].count()
    number = _number(request.GET.get("page", ""))
    if counted <= COUNTED:
        number = min(number, max(1, -(-counted // per_page)))
    start = (number - 1) * per_page
    rows = list(queryset[start : start + per_page + 1])
    return Bounded(rows[:per_page], number, per_page, counted, len(rows) > per_page, request.GET)


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
