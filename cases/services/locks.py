"""The order in which rows are locked: the case, then what is under it. Whoever took them the other way round would wait
for one who writes in the case, and be waited for.
"""

from typing import Any, TypeVar

from cases.models import Case

Row = TypeVar("Row", bound=Any)


def locked_under_case(row: Row, *joins: str) -> Row:
    """The row as it is now, nobody else writing in it or in its case, if it is under one, until the verb is done."""
    if row.case_id is not None:
        Case.objects.select_for_update(of=("self",)).get(pk=row.case_id)
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related("case", *joins)
    found: Row = rows.get(pk=row.pk)
    return found
