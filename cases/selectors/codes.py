"""The code lists, to choose from and to keep."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cases.querysets import CodeQuerySet


def codes(code_list: str) -> CodeQuerySet:
    """The entries of ``code_list`` that may be chosen today, in the coordinator's order."""
    return codes_of(code_list).current(timezone.localdate())


def codes_of(code_list: str) -> CodeQuerySet:
    """Every entry of the list, retired ones too."""
    rows: CodeQuerySet = Code.objects.of(code_list)
    return rows


@dataclass(frozen=True)
class ListOfCodes:
    """One code list and how many entries may be chosen in it today."""

    list: str
    label: str
    current: int


def lists_of_codes() -> list[ListOfCodes]:
    current = Code.objects.current(timezone.localdate()).order_by().values_list("list").annotate(n=Count("pk"))
    counts = dict(current)
    return [ListOfCodes(each.value, str(each.label), counts.get(each.value, 0)) for each in CodeList]
