"""The outreach leader has taken over a spreadsheet from before the register."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from cases.enums import CodeList
from cases.outreach.models import Venue
from cases.outreach.services.imports import ReadFile, import_sheet, mark_of
from cases.outreach.sheets.words import guess
from cmm.core.files.sheets import Sheet, as_json
from cmm.demo.cast import Cast
from cmm.demo.clock import Course

HEADER = ("Dato", "Sted", "Slags kontakt", "Køn", "Mødt før", "Alder", "Sprog", "Bemærkning")
ROWS, WRONG = 40, ("Ved ikke hvornår", "Gade")


def import_course(cast: Cast, rng: Random) -> Course:
    """Forty contacts of a summer, and two rows that said too little."""
    lead = cast.demo("outreach_lead")
    places = list(Venue.objects.filter(organisation=lead.organisation).order_by("name").values_list("name", flat=True))
    first = timezone.localdate() - timedelta(days=150)
    rows = [
        (number, line(rng, f"{first + timedelta(days=rng.randint(0, 60)):%d-%m-%Y}", rng.choice(places)))
        for number in range(2, 2 + ROWS)
    ]
    rows += [(2 + ROWS + place, (word, places[0], "Gade", "K", "", "", "", "")) for place, word in enumerate(WRONG)]
    sheet = Sheet(HEADER, tuple(rows))
    columns = guess(HEADER, {})
    file = ReadFile(sheet, mark_of(as_json(sheet).encode()), columns, cast.code(CodeList.VENUE_TYPE, "street"))
    import_sheet(actor=lead, file=file)
    yield from ()


def line(rng: Random, day: str, place: str) -> tuple[str, ...]:
    met, age = rng.choice(("Ja", "Nej", "Ved ikke", "")), str(rng.randint(19, 44))
    return day, place, "Gade", rng.choice("KKKM"), met, age, rng.choice(("Rumænsk", "Engelsk", "Spansk")), ""
