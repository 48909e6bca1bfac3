"""What the phone chooses from."""

from typing import Any

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code

PHONE_LISTS = (
    CodeList.CONTACT_TYPE,
    CodeList.LANGUAGE,
    CodeList.CITIZENSHIP_REGION,
    CodeList.GIVEN,
    CodeList.NEED,
    CodeList.SIGN,
)


def phone_codes() -> dict[str, list[Code]]:
    """Every list the phone chooses from, in one statement."""
    lists: dict[str, list[Code]] = {code_list: [] for code_list in PHONE_LISTS}
    entries: Any = Code.objects.filter(list__in=PHONE_LISTS)
    for code in entries.current(timezone.localdate()).order_by("list", "position", "label_da"):
        lists[code.list].append(code)
    return lists
