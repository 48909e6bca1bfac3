"""The code lists, to choose from and to keep."""

from django.utils import timezone

from cases.models import Code
from cases.querysets import CodeQuerySet


def codes(code_list: str) -> CodeQuerySet:
    """The entries of ``code_list`` that may be chosen today, in the coordinator's order."""
    return codes_of(code_list).current(timezone.localdate())


def codes_of(code_list: str) -> CodeQuerySet:
    """Every entry of the list, retired ones too."""
    rows: CodeQuerySet = Code.objects.of(code_list)
    return rows
