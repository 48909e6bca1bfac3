"""The persons of the test world, and how to see that a page shows one of them.

A person is a case with everything under it; before there is a case, an inquiry, a referral or a contact.
"""

import io
import re
import zipfile
from typing import Any

from django.urls import reverse

from cases.models import Case, Handover, Inquiry
from cases.outreach.models import Contact, Incident, SealedContact
from cmm.audit.models import Reading
from identification.followup.models import SharedFile
from shelters.models import Placement, PlacementRequest

Person = tuple[str, Any]


def marks() -> dict[str, Person]:
    """Every word that means one person: numbers, code names, and the names used at shelters."""
    found: dict[str, Person] = {}
    for case in Case.objects.select_related("victim"):
        found |= dict.fromkeys([case.ref, case.victim.code_name], ("case", case.pk))
    for row in (*Placement.objects.all(), *PlacementRequest.objects.all()):
        found |= dict.fromkeys([row.ref, row.known_as], ("case", row.case_id))
    for inquiry in Inquiry.objects.all():
        found[inquiry.ref] = ("case", inquiry.case_id) if inquiry.case_id else ("cases.inquiry", str(inquiry.pk))
    for handover in Handover.objects.filter(inquiry=None):
        known = ("case", handover.case_id) if handover.case_id else ("cases.handover", str(handover.pk))
        found[handover.ref] = known
    found |= {f"event-{row.pk}": ("outreach.incident", str(row.pk)) for row in Incident.objects.all()}
    found |= {str(row.pk): ("case", row.case_id) for row in SharedFile.objects.all()}
    for row in SealedContact.objects.all():
        known = ("outreach.sealedcontact", str(row.pk))
        found |= {f"sealed-{row.pk}": known, reverse("outreach:sealed_detail", args=[row.pk]): known}
    return found | {contact.ref: ("outreach.contact", str(contact.pk)) for contact in Contact.objects.all()}


def text_of(content: bytes) -> str:
    """What a page says, or every sheet of a workbook."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(name).decode() for name in book.namelist())


def shown_on(page: str, known: dict[str, Person]) -> list[Person]:
    """Whom the page shows, each once; in its addresses too."""
    words = "|".join(re.escape(mark) for mark in known)
    return sorted({known[mark] for mark in re.findall(rf"(?<![\w-])(?:{words})(?![\w-])", page)}, key=str)


def logged() -> list[Person]:
    """Whom the log says was shown, once for each reading."""
    rows = Reading.objects.exclude(target_type="").values_list("case_id", "target_type", "target_id")
    return sorted((("case", case) if case else (kind, key) for case, kind, key in rows), key=str)
