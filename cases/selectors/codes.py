"""The code lists, to choose from and to keep."""

from django.db.models import Q
from django.utils import timezone

from cases.models import Code
from cases.querysets import CodeQuerySet


def codes(code_list: str, *, keep: int | None = None) -> CodeQuerySet:
    """The entries of ``code_list`` that may be chosen today, in the coordinator's order.

    ``keep`` is the entry a row already holds: it may stay though it is retired.
    """
    rows = codes_of(code_list)
    chosen = rows.current(timezone.localdate())
    return chosen if keep is None else rows.filter(Q(pk__in=chosen.order_by().values("pk")) | Q(pk=keep))


def codes_of(code_list: str) -> CodeQuerySet:
    """Every entry of the list, retired ones too."""
    rows: CodeQuerySet = Code.objects.of(code_list)
    return rows
