"""Reads that shape the pages of this room, and what it counts for the yearly report."""

from django.utils import timezone

from cases.models import Code
from cases.querysets import CodeQuerySet


def codes(code_list: str) -> CodeQuerySet:
    """The entries of ``code_list`` that may be chosen today, in the coordinator's order."""
    rows: CodeQuerySet = Code.objects.of(code_list)
    return rows.current(timezone.localdate())
