"""What the houses wrote in the last weeks: services, an incident, who is away, and who did not come back."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from cases.enums import CodeList
from cmm.accounts.models import User
from cmm.demo.clock import Course, moment
from cmm.demo.courses.acting import Play
from cmm.demo.courses.emergencies import at_night_course
from cmm.demo.courses.families import family_course, painting_course
from shelters.models import HouseNote, Placement
from shelters.services import log_service, note_absence, report_disappeared, see_note, write_incident

WEEKS, EACH_DAY, AT = 3, 0.3, time(14, 30)
# How often each kind is given, and how long it takes.
GIVEN = {
    "contact_person": (6, 45), "health": (3, 20), "psychologist": (3, 50), "danish": (5, 90), "legal": (2, 60),
    "education": (2, 120), "job": (2, 180), "interpreter": (2, 60), "counsel": (1, 60), "dentist": (1, 30),
}  # fmt: skip
REMARKS = ["", "", "", "Fulgt derhen af vagten", "Med tolk i telefonen", "Ny tid er aftalt", "Gik før tid"]
AT_THE_DOOR = (
    "En mand bankede på klokken kvart i tolv og spurgte efter en kvinde, han beskrev. Vi sagde, at vi ikke kender"
    " hende, og ringede til politiet. Han kørte, før de kom. Personen sov og ved det ikke endnu."
)
ON_AN_ERRAND = "Til byen for at købe vintersko. Ville gå alene og har vagtens nummer med."
AT_A_FRIEND = "Spiser hos en veninde fra danskundervisningen. Bliver kørt hjem."
LAST_WEEK = "Gik efter aftensmaden for at ryge og kom ikke igen. Tasken er væk. Telefonen er slukket."
LAST_NIGHT = "Sidst set ved bussen. Havde talt i telefon hele eftermiddagen og grædt. Vi er bekymrede."


class Houses:
    """The residents of the demonstration's own house, and services in all of them."""

    def __init__(self, play: Play, seed: int, ends: datetime) -> None:
        self.play, self.seed, self.ends = play, seed, ends
        self.house = play.cast.demo("shelter_manager").organisation
        self.mine = play.cast.demo("cmm_caseworker")

    def courses(self) -> Iterator[tuple[datetime, Course]]:
        """Each with the moment it begins."""
        yield self.days_ago(7 * WEEKS, AT), self.services()
        yield self.days_ago(7, time(23, 40)), self.gone_last_week()
        yield self.days_ago(3, time(23, 55)), self.incident()
        yield self.days_ago(5, time(10, 30)), family_course(self.play)
        yield self.days_ago(1, time(13, 10)), painting_course(self.play)
        # Nights and days before the end itself, whenever the demonstration is loaded.
        yield self.ends - timedelta(hours=16), at_night_course(self.play)
        yield self.ends - timedelta(hours=15), self.gone_last_night()
        yield self.ends - timedelta(hours=7), self.away()

    def days_ago(self, days: int, at: time) -> datetime:
        return moment(timezone.localdate(self.ends) - timedelta(days=days), at)

    def services(self) -> Course:
        rng, kinds = Random(f"{self.seed} services"), list(GIVEN)
        weights = [often for often, _minutes in GIVEN.values()]
        while True:
            for stay in self.here():
                if rng.random() < EACH_DAY:
                    kind = rng.choices(kinds, weights)[0]
                    log_service(
                        actor=self.keeper(stay, rng),
                        placement=stay,
                        kind=self.play.cast.code(CodeList.SERVICE_TYPE, kind),
                        given_on=timezone.localdate(),
                        minutes=GIVEN[kind][1] if rng.random() < 0.6 else None,
                        note=rng.choice(REMARKS),
                    )
            yield timezone.now() + timedelta(days=1)

    def gone_last_week(self) -> Course:
        """Seen on the next morning by whoever the case belongs to."""
        if note := self.gone(LAST_WEEK, of_mine=False):
            yield moment(timezone.localdate() + timedelta(days=1), time(8, 40))
            see_note(actor=note.case.caseworker or self.play.cast.demo("cmm_coordinator"), note=note)

    def gone_last_night(self) -> Course:
        self.gone(LAST_NIGHT, of_mine=True)
        return
        yield

    def gone(self, text: str, *, of_mine: bool) -> HouseNote | None:
        found = [stay for stay in self.residents() if (stay.case.caseworker_id == self.mine.pk) == of_mine]
        settled = [stay for stay in found if stay.arrives_on < timezone.localdate() - timedelta(days=2)]
        if not settled:
            return None
        stay, night = settled[0], timezone.localdate(timezone.now() - timedelta(hours=6))
        return report_disappeared(actor=self.keeper(stay, Random(stay.ref)), placement=stay, on=night, text=text)

    def incident(self) -> Course:
        for stay in self.residents()[:1]:
            at = timezone.now() - timedelta(minutes=10)
            write_incident(actor=self.keeper(stay, Random(stay.ref)), placement=stay, at=at, text=AT_THE_DOOR)
        return
        yield

    def away(self) -> Course:
        """One is overdue, and one will be back as agreed."""
        for stay, text, hours in zip(self.residents(), (ON_AN_ERRAND, AT_A_FRIEND), (5, 13), strict=False):
            note_absence(
                actor=self.keeper(stay, Random(stay.ref)),
                placement=stay,
                at=timezone.now(),
                expected_at=timezone.now() + timedelta(hours=hours),
                text=text,
            )
        return
        yield

    def here(self) -> list[Placement]:
        """Everybody who has slept somewhere and still does."""
        rows = Placement.objects.held().filter(ended_at__isnull=True, stay__startswith__lt=timezone.localdate())
        return list(rows.select_related("case__caseworker", "unit__shelter__organisation").order_by("pk"))

    def residents(self) -> list[Placement]:
        return [stay for stay in self.here() if stay.unit.shelter.organisation_id == self.house.pk]

    def keeper(self, stay: Placement, rng: Random) -> User:
        code = stay.unit.shelter.organisation.code
        everyone = self.play.cast.everyone
        return rng.choice(everyone("shelter_staff", code) or everyone("shelter_manager", code))
