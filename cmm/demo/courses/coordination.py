"""CMM's coordination: groups of authorities with contacts and agreements, and how the action plan went last year."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.enums import Region
from cmm.demo.cast import Cast
from cmm.demo.clock import Course, after, office
from cmm.demo.reading import table
from reports.coordination.enums import ForumKind
from reports.coordination.models import Activity
from reports.coordination.services import (
    NewActivity,
    NewAgreement,
    NewContact,
    NewForum,
    NewStatus,
    add_activity,
    add_contact,
    add_forum,
    agree,
    confirm_status,
    settle_agreement,
    write_status,
)

DAYS = 300
FIRST, LAST, YEAR = 2022, 2025, 2024
GROUPS = (
    NewForum(ForumKind.REFERENCE, "Referencegruppe Midtjylland", Region.MIDTJYLLAND, "To gange om året"),
    NewForum(ForumKind.NETWORK, "Nationalt netværk mod menneskehandel", Region.UNKNOWN, "Hvert kvartal"),
    NewForum(ForumKind.AUTHORITIES, "Myndighedsgruppen", Region.UNKNOWN, "Fire gange om året"),
)
SEATS = (
    NewContact("Østjyllands Politi", "Vibeke Rønhede", "Kontaktpunkt for menneskehandel", "00 00 12 01"),
    NewContact("Aarhus Kommune", "Henrik Mosbæk", "Faglig koordinator", "", "menneskehandel@kommune.example"),
)
LATER = NewContact("Arbejdstilsynet", "Lone Kærsgaard", "Tilsynschef", "00 00 12 03", "tilsyn@myndighed.example")


def coordination_course(cast: Cast) -> Course:
    """Groups are entered, and long after one more contact, two agreements and the status of a year."""
    karen, statistician = cast.demo("cmm_coordinator"), cast.demo("cmm_statistician")
    groups = [add_forum(actor=karen, new=new) for new in GROUPS]
    for seat in SEATS:
        add_contact(actor=karen, forum=groups[0], new=seat)
    for row in table("activities"):
        add_activity(actor=karen, new=activity_of(row))
    yield office(after(DAYS - 60))
    add_contact(actor=karen, forum=groups[1], new=LATER)
    today = timezone.localdate()
    first = NewAgreement("Ét telefonnummer til politikredsen", "Østjyllands Politi", today, today + timedelta(days=21))
    done = agree(actor=karen, forum=groups[0], new=first)
    second = NewAgreement("Fælles kursus i tegn på tvangsarbejde", "CMM", today, today + timedelta(days=30))
    agree(actor=karen, forum=groups[1], new=second)
    yield office(after(20))
    settle_agreement(actor=karen, agreement=done, on=timezone.localdate(), outcome="Nummeret er sendt til alle.")
    for row in table("activities"):
        activity = Activity.objects.get(first=FIRST, area=row["area"], number=row["number"])
        new = NewStatus(YEAR, row["progress"], row["text_da"], row["text_en"])
        status = write_status(actor=karen, activity=activity, new=new)
        if row["text_da"]:
            confirm_status(actor=statistician, status=status)


def activity_of(row: dict[str, str]) -> NewActivity:
    said: dict[str, Any] = {name: row[name] for name in ("title_da", "title_en", "ministry")}
    return NewActivity(
        first=FIRST,
        last=LAST,
        area=int(row["area"]),
        number=int(row["number"]),
        series=row["series"].split(),
        **said,
    )
