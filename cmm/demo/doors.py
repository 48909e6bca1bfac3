"""Doors between colleagues and cases: emergency access, a wall, a grant, and what cases were opened for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from cases.enums import CaseStatus, GlassCategory, GlassVerdict
from cases.models import BrokenGlass, Case
from cases.rules import GLASS_LASTS
from cases.services import break_glass, end_glass, give_access, raise_wall, review_glass, state_purpose
from cmm.accounts.models import User
from cmm.accounts.readings import seen_in
from cmm.audit.enums import Basis, Purpose, Surface
from cmm.audit.services import write_readings
from cmm.demo.clock import Course, after, moment, office
from cmm.demo.courses.acting import Play

# What was said when the glass was broken, at the review, at the wall, with the grant, and at the door.
AT_THE_HOUSE = (
    "En mand står uden for krisecentret og spørger efter personen ved navn. Kontaktpersonen tager ikke telefonen,"
    " og vagten skal vide, hvem han er."
)
ON_THE_WAY_OUT = (
    "Politiet har standset personen i lufthavnen og sender hende ud i aften. De beder om at få at vide, om der er"
    " en afgørelse. Kontaktpersonen er på ferie."
)
VERDICT = "Der var fare på færde, og kontaktpersonen kunne ikke træffes. Kun overblik og udredning blev åbnet."
RELATED = "Er i familie med en af de sigtede i straffesagen."
HOLIDAY = "Afløser kontaktpersonen, som er på ferie i uge 47 og 48."
INTERPRETER = "Skal finde en tolk til samtalen i morgen."


@dataclass
class Doors:
    """What happens at the doors of the cases the demonstration's own caseworker and their colleagues have."""

    play: Play
    ends: datetime

    def __post_init__(self) -> None:
        self.mine = self.play.cast.demo("cmm_caseworker")
        self.coordinator = self.play.cast.demo("cmm_coordinator")
        self.colleagues = [user for user in self.play.caseworkers() if user != self.mine]

    def courses(self) -> Iterator[tuple[datetime, Course]]:
        """Each with the moment it begins."""
        yield self.days_ago(9, time(16, 40)), self.judged_glass()
        # Over by now, also where the demonstration is loaded in the small hours.
        yield min(self.days_ago(1, time(21, 40)), self.ends - GLASS_LASTS - timedelta(hours=1)), self.waiting_glass()
        yield self.days_ago(6, time(10, 5)), self.wall()
        yield self.days_ago(5, time(13, 20)), self.stand_in()
        yield self.days_ago(8, time(9, 30)), self.purposes()

    def days_ago(self, days: int, at: time) -> datetime:
        return moment(timezone.localdate(self.ends) - timedelta(days=days), at)

    def cases(self, of: User, protection: str = "normal") -> list[Case]:
        """The open cases somebody is contact person of, the oldest first."""
        return list(Case.objects.of(of).filter(protection=protection).exclude(status=CaseStatus.CLOSED).order_by("ref"))

    def judged_glass(self) -> Course:
        """Broken when the offices were empty, ended by whoever broke it, and found to have had reason."""
        glass = self.broken(self.colleagues[3], self.cases(self.mine, "restricted")[0], "held", ON_THE_WAY_OUT)
        yield after(0, minutes=35)
        end_glass(actor=glass.user, glass=glass)
        yield office(after(0.6))
        review_glass(actor=self.coordinator, glass=glass, verdict=GlassVerdict.JUSTIFIED, remark=VERDICT)

    def waiting_glass(self) -> Course:
        """Broken last night; it ran out by itself, and nobody has judged it yet."""
        self.broken(self.colleagues[0], self.cases(self.mine, "restricted")[-1], "threat", AT_THE_HOUSE)
        yield self.ends

    def broken(self, by: User, case: Case, category: str, reason: str) -> BrokenGlass:
        glass = break_glass(actor=by, case_ref=case.ref, category=GlassCategory(category), reason=reason)
        for page in ("case_detail", "identification:assessment_list"):
            opened(by, case, page, basis=Basis.GLASS, purpose=Purpose.EMERGENCY)
        return glass

    def wall(self) -> Course:
        case = self.cases(self.mine)[0]
        raise_wall(actor=self.coordinator, case=case, user=self.colleagues[1], reason=RELATED)
        yield self.ends

    def stand_in(self) -> Course:
        """Somebody reads a restricted case while its contact person is away, for two weeks."""
        case, colleague = self.cases(self.mine, "restricted")[0], self.colleagues[2]
        until = timezone.localdate() + timedelta(days=14)
        give_access(actor=self.coordinator, case=case, user=colleague, right="read", until=until, reason=HOLIDAY)
        yield office(after(0.1))
        opened(colleague, case, "case_detail")

    def purposes(self) -> Course:
        """Colleagues open each other's cases, and say what for."""
        said = [
            (self.colleagues[4], self.mine, 0, Purpose.STAND_IN, ""),
            (self.mine, self.colleagues[0], 0, Purpose.CONTACTED, ""),
            (self.colleagues[2], self.mine, 0, Purpose.OTHER, INTERPRETER),
            (self.mine, self.colleagues[1], 0, Purpose.DECISION, ""),
            (self.colleagues[0], self.mine, -1, Purpose.ACCESS_REQUEST, ""),
        ]
        for reader, owner, place, purpose, note in said:
            case = self.cases(owner)[place]
            state_purpose(actor=reader, case=case, purpose=purpose, note=note)
            opened(reader, case, "case_detail", purpose=purpose)
            yield office(after(0.7))


def opened(actor: User, case: Case, page: str, **why: Basis | Purpose) -> None:
    """A page of the case was on somebody's screen, opened by what ``why`` says."""
    seen = replace(seen_in(actor, case, Surface.PAGE, "view"), **why)
    write_readings(actor=actor, page=page, seen=[seen])
