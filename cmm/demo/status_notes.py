"""The leader's status notes: the half-year before today's is told of and finished, today's is a draft."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from cases.outreach.halves import Half, half_of
from cases.outreach.services.notes import NoteTexts, begin_note, finish_note, write_note
from cmm.demo.cast import Cast
from cmm.demo.clock import Course, moment

FINISHED = NoteTexts(
    text_da=(
        "Vi har været ude på faste aftener hele halvåret. Torsdag, fredag og lørdag er stadig de aftener, hvor vi møder"
        " flest, og Natcaféen er det sted, flest vender tilbage til.\n\n"
        "På klinikkerne møder vi færre, men samtalerne varer længere. De fleste spørger efter læge og tandlæge, og"
        " flere end før vil vide, hvad der sker, hvis de siger fra over for den, de skylder penge.\n\n"
        "Til efteråret vil vi prøve en fast aften om ugen på Amager og følge med i, om det giver nye kontakter."
    ),
    text_en=(
        "We have been out on fixed evenings all through the half-year. Thursday, Friday and Saturday are still the"
        " evenings on which we meet most people, and most come back to the night café.\n\n"
        "In the clinics we meet fewer people, but we talk for longer. Most ask for a doctor or a dentist, and more"
        " than before want to know what happens if they refuse the person they owe money.\n\n"
        "In the autumn we shall try a fixed evening a week on Amager and see whether it brings new contacts."
    ),
)
BEGUN = NoteTexts(
    text_da="Den faste aften på Amager begyndte i september. Tallene for den følger, når halvåret er slut."
)


def note_courses(cast: Cast, ends: datetime) -> Iterator[tuple[datetime, Course]]:
    """The last half-year's note in the middle of the month after, and a draft of this one a fortnight ago."""
    today = timezone.localtime(ends).date()
    half = half_of(today)
    written = moment(half.first + timedelta(days=14), time(10, 20))
    yield min(written, ends - timedelta(hours=3)), finished_course(cast, half.before)
    yield ends - timedelta(hours=2), begun_course(cast, half)


def finished_course(cast: Cast, half: Half) -> Course:
    leader = cast.demo("outreach_lead")
    note = begin_note(actor=leader, half=half)
    finish_note(actor=leader, note=note, version=note.version, texts=FINISHED)
    yield from ()


def begun_course(cast: Cast, half: Half) -> Course:
    leader = cast.demo("outreach_lead")
    note = begin_note(actor=leader, half=half)
    write_note(actor=leader, note=note, version=note.version, texts=BEGUN)
    yield from ()
