"""The code lists figures are told by."""

from cases.models import Code
from cases.outreach.selectors.leading import LISTS
from cases.querysets import CodeQuerySet


def counted_codes() -> CodeQuerySet:
    """Every entry, retired ones too: what was counted under them still is."""
    found: CodeQuerySet = Code.objects.filter(list__in=LISTS).order_by("list", "position", "label_da")
    return found
