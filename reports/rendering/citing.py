"""Which source stands behind which figures of a table, in so many words that each figure can be traced."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reports.labels import lowered
from reports.rendering.tables import View

Name = Callable[[str], str]


def traced(view: View, name: Name) -> Iterator[str]:
    """One source for all of it; else by column where each column has one source; else row by row."""
    keys = view.sources
    if len(keys) < 2 or any("+" in one["source"] for one in view.cells.values()):
        yield from map(name, keys)
    elif all(len(column_sources(view, column)) < 2 for column in view.columns):
        by_column = {column: key for column in view.columns for key in column_sources(view, column)}
        yield from with_columns(view, by_column, name)
    else:
        yield from by_rows(view, name)


def by_rows(view: View, name: Name) -> Iterator[str]:
    """»calls: CMM [2]; persons interviewed: CMM [3] (2020), CMM [4] (2021)«; rows with the same sources together."""
    rows: dict[str, list[str]] = {}
    for row, label in view.row_labels.items():
        by_column = row_sources(view, row)
        one = len(set(by_column.values())) == 1
        told = only(by_column, name) if one else with_columns(view, by_column, name)
        rows.setdefault(", ".join(told), []).append(lowered(label))
    for told, labels in rows.items():
        if told:
            yield f"{get_text_list(labels, _('and'))}: {told}"


def column_sources(view: View, column: str) -> list[str]:
    return list(dict.fromkeys(one["source"] for key, one in view.cells.items() if key[1] == column))


def row_sources(view: View, row: str) -> dict[str, str]:
    return {column: view.cells[row, column]["source"] for column in view.columns if (row, column) in view.cells}


def only(by_column: dict[str, str], name: Name) -> Iterable[str]:
    return [name(key) for key in dict.fromkeys(by_column.values())]


def with_columns(view: View, by_column: dict[str, str], name: Name) -> Iterator[str]:
    """»UNODC [1] (2007–2021), CMM [2] (2022)«."""
    for key in dict.fromkeys(by_column.values()):
        columns = [column for column, one in by_column.items() if one == key]
        yield f"{name(key)} ({', '.join(spans(columns, list(by_column), view))})"


def spans(chosen: list[str], order: list[str], view: View) -> Iterator[str]:
    """Neighbouring columns as a span."""
    for _gap, run in groupby(enumerate(chosen), lambda one: order.index(one[1]) - one[0]):
        ends = [view.column_labels[column] for _place, column in run]
        yield ends[0] if len(ends) == 1 else f"{ends[0]}–{ends[-1]}"
