"""What the five authorities decided of the houses, and their visits. Nobody who lives there stands in any of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cmm.accounts.models import User
from cmm.demo.cast import Cast
from cmm.demo.clock import Course, moment
from cmm.demo.reading import table
from shelters.models import Shelter
from shelters.services import (
    add_finding,
    cancel_inspection,
    follow_up,
    hold_inspection,
    plan_inspection,
    record_approval,
    withdraw_approval,
    write_locality,
)
from shelters.services.approvals import Decision
from shelters.services.inspections import NewFinding

Found = tuple[tuple[str, int, str, str, int, bool], ...]
SUMMARY = "Socialtilsynet talte med leder og medarbejdere og så husets fælles rum og planer."
WITHDRAWN = "Tilbuddet har ikke haft en leder siden foråret, og der er ikke medarbejdere nok om natten."
# Theme, score, what was found, what must be done, by how many days from the demonstration's day, and whether it was.
AT_REDEN = (
    ("wellbeing", 5, "Beboerne kan låse egen dør, og huset har faste aftaler med læge og psykolog.", "", 0, False),
    ("methods", 4, "Metoderne er beskrevet og kendt af medarbejderne.", "", 0, False),
    ("competences", 3, "To nye medarbejdere mangler kursus i traumer.", "Gennemfør kursus i traumer.", 20, False),
    ("organisation", 3, "Vagtplanen viser nætter uden vågen vagt.", "Indsend vagtplan for tre måneder.", -30, True),
)
AT_ANKERET = (
    ("premises", 2, "Nødudgangen på første sal var spærret af senge.", "Ryd nødudgangen, og send billeder.", -5, False),
    ("independence", 4, "Beboerne har adgang til køkken og vaskeri hele døgnet.", "", 0, False),
)
AT_AALBORG = (("organisation", 4, "Samarbejdet med huset i København er på plads.", "", 0, False),)


def decide_of_houses(cast: Cast, ends: datetime) -> None:
    """What holds when the first person is placed: each house has its decision, from long before."""
    today, shelters = timezone.localtime(ends).date(), {shelter.slug: shelter for shelter in cast.shelters}
    for row in table("approvals"):
        inspector = cast.everyone("supervision_inspector", row["authority"])[0]
        shelter = shelters[row["shelter"]]
        here = cast.code(CodeList.MUNICIPALITY, row["municipality"])
        write_locality(actor=inspector, shelter=shelter, municipality=here)
        begins = timezone.localdate() - timedelta(days=200)
        decision = Decision(
            status=row["status"],
            places=int(row["places"]) if row["places"] else None,
            conditions=row["conditions"],
            decided_on=begins - timedelta(days=14),
            valid_from=begins,
            valid_to=today + timedelta(days=int(row["lapses_in"])) if row["lapses_in"] else None,
        )
        record_approval(actor=inspector, shelter=shelter, decision=decision)


def supervision_courses(cast: Cast, ends: datetime) -> Iterator[tuple[datetime, Course]]:
    """What the authorities have done of late, each with the moment it begins."""
    house = {shelter.slug: shelter for shelter in cast.shelters}
    day = timezone.localtime(ends).date()

    def ago(days: int) -> datetime:
        return moment(day - timedelta(days=days), time(10))

    capital, nord = cast.demo("supervision_inspector"), cast.everyone("supervision_inspector", "socialtilsyn-nord")[0]
    reden, ankeret = house["reden-internationals-krisecenter-koebenhavn"], house["herberget-ankeret"]
    visits = Visits(cast, day)
    yield ago(90), visits.made(capital, reden, announced=True, on=ago(70), found=AT_REDEN)
    yield ago(45), visits.made(capital, ankeret, announced=False, on=ago(38), found=AT_ANKERET)
    aalborg = house["reden-internationals-krisecenter-aalborg"]
    yield ago(60), visits.made(nord, aalborg, announced=True, on=ago(50), found=AT_AALBORG)
    yield ago(12), plan(capital, house["opholdsstedet-egely"], announced=False, on=ago(-9))
    yield ago(6), plan(capital, ankeret, announced=True, on=ago(-30))
    yield ago(9), called_off(capital, ankeret, on=ago(-4))
    yield ago(60), withdrawing(capital, house["krisecenter-strandlyst"])
    yield ago(20), applying(capital, house["bostedet-bakkely"], cast.code(CodeList.MUNICIPALITY, "151"))


def plan(inspector: User, shelter: Shelter, *, announced: bool, on: datetime) -> Course:
    yield from ()
    plan_inspection(actor=inspector, shelter=shelter, announced=announced, planned_on=timezone.localdate(on))


def called_off(inspector: User, shelter: Shelter, *, on: datetime) -> Course:
    """Planned, and two days later cancelled."""
    planned_on = timezone.localdate(on)
    visit = plan_inspection(actor=inspector, shelter=shelter, announced=True, planned_on=planned_on)
    yield timezone.now() + timedelta(days=2)
    cancel_inspection(actor=inspector, inspection=visit, because="Huset flytter den dag. Et nyt tilsyn planlægges.")


@dataclass(frozen=True)
class Visits:
    """Visits that were made, written up as of the demonstration's day."""

    cast: Cast
    day: date

    def made(self, inspector: User, shelter: Shelter, *, announced: bool, on: datetime, found: Found) -> Course:
        """Planned, held on its day, and written up; what was done about it in the weeks that follow."""
        planned_on = timezone.localdate(on)
        inspection = plan_inspection(actor=inspector, shelter=shelter, announced=announced, planned_on=planned_on)
        yield on + timedelta(hours=5)
        hold_inspection(actor=inspector, inspection=inspection, done_on=timezone.localdate(), summary=SUMMARY)
        findings = [
            (add_finding(actor=inspector, inspection=inspection, new=self.written(*said)), is_done)
            for *said, is_done in found
        ]
        yield on + timedelta(days=30)
        for finding in (finding for finding, is_done in findings if is_done):
            follow_up(actor=inspector, finding=finding, on=timezone.localdate(), outcome="Modtaget og gennemgået.")

    def written(self, theme: str, score: int, text: str, must: str, due_in: int) -> NewFinding:
        due_on = self.day + timedelta(days=due_in) if must else None
        judged = self.cast.code(CodeList.QUALITY_THEME, theme)
        return NewFinding(theme=judged, score=score, text=text, follow_up=must, due_on=due_on)


def withdrawing(inspector: User, shelter: Shelter) -> Course:
    yield from ()
    approval = shelter.approvals.get()
    withdraw_approval(actor=inspector, approval=approval, on=timezone.localdate(), grounds=WITHDRAWN)


def applying(inspector: User, shelter: Shelter, municipality: Code) -> Course:
    """A new house asks to be approved, and waits."""
    yield from ()
    write_locality(actor=inspector, shelter=shelter, municipality=municipality)
    today = timezone.localdate()
    applied = Decision(status="pending", decided_on=today, valid_from=today, grounds="Ansøgning om tre pladser.")
    record_approval(actor=inspector, shelter=shelter, decision=applied)
