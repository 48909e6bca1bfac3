"""Public references such as CMM-2026-0042: what people say on the telephone and what stands in addresses."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cmm.core.models import RefCounter


@transaction.atomic
def next_ref(prefix: str) -> str:
    """Take the next free reference of this year; two callers at once never get the same one."""
    year = timezone.localdate().year
    RefCounter.objects.get_or_create(prefix=prefix, year=year)
    RefCounter.objects.filter(prefix=prefix, year=year).update(last=F("last") + 1)
    number = RefCounter.objects.get(prefix=prefix, year=year).last
    return f"{prefix}-{year}-{number:04d}"
