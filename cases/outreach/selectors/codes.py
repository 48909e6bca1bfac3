"""What the phone chooses from."""

from typing import Any

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cases.outreach.models import Contact

PHONE_LISTS = (
    CodeList.CONTACT_TYPE,
    CodeList.LANGUAGE,
    CodeList.CITIZENSHIP_REGION,
    CodeList.GIVEN,
    CodeList.NEED,
    CodeList.SIGN,
    CodeList.CALLER_TYPE,
    CodeList.STREET_EVENT,
)


def codes_for(contact: Contact) -> dict[str, list[Code]]:
    """The same for a contact that is corrected: what it says may be said again, also where the code is retired."""
    lists = phone_codes()
    said = [contact.contact_type, contact.language, contact.citizenship_region, contact.caller]
    for name in ("given", "needs", "signs", "languages"):
        said += list(getattr(contact, name).all())
    said += [incident.kind for incident in contact.incidents.select_related("kind")]
    for code in said:
        if code is not None and code not in lists[code.list]:
            lists[code.list].append(code)
    return lists


def phone_codes() -> dict[str, list[Code]]:
    """Every list the phone chooses from, in one statement."""
    lists: dict[str, list[Code]] = {code_list: [] for code_list in PHONE_LISTS}
    entries: Any = Code.objects.filter(list__in=PHONE_LISTS)
    for code in entries.current(timezone.localdate()).order_by("list", "position", "label_da"):
        lists[code.list].append(code)
    return lists
