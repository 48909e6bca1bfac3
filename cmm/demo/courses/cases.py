"""A case from its first talk to its end."""

from datetime import timedelta

from django.utils import timezone

from cases.enums import CaseStatus, CodeList
from cases.models import Case
from cases.services import move_case
from cmm.accounts.models import User
from cmm.demo.clock import Course, after, office
from cmm.demo.courses.acting import Play, note, read
from cmm.demo.courses.afterwards import support_on
from cmm.demo.courses.assessments import assessment_course
from cmm.demo.courses.identities import identify
from cmm.demo.courses.observing import consents
from cmm.demo.courses.periods import begin_period, extend
from cmm.demo.courses.referrals import refer
from cmm.demo.courses.rulings import set_off, take_back
from cmm.demo.courses.safety import secure
from cmm.demo.courses.stays import empty_bed, stay_course
from cmm.demo.courses.tasks import keep_all, promise
from cmm.demo.stories import Story
from cmm.demo.words import say
from identification.enums import ConsentScope, FourAnswer, Outcome
from identification.services import NewInterview, record_interview

CONSENTS = [ConsentScope.INTERNAL, ConsentScope.NAMED_PARTIES, ConsentScope.FULL, ConsentScope.FULL, ConsentScope.NONE]
PARTIES = ("Krisecentret og lægen", "Politiet i den aktuelle sag", "Advokaten", "DRC Dansk Flygtningehjælp")
PLACES = {
    "us": ("asylum_centre", "asylum_centre", "cmm", "ellebaek", "prison"),
    "cmm": ("cmm", "cmm", "crisis_centre", "detention", "clinic", "street"),
}


def case_course(play: Play, story: Story, case: Case) -> Course:
    """Talks, a bed where one is needed, an assessment, support, and the end."""
    worker = case.caseworker
    yield office(after(story.days(1, 9)))
    talk(play, story, case)
    identify(story, case)
    secure(story, case)
    promise(play, case)
    if needs_a_bed(story):
        play.clock.enter(story.asks_at or office(after(0.1)), stay_course(play, story, case))
    for _talk in range(story.rng.choice([0, 0, 1, 1])):
        yield office(after(story.days(2, 9)))
        if story.rng.random() < 0.6:
            note(worker, case, story, "clarification")
        yield office(after(story.days(1, 5)))
        talk(play, story, case)
        promise(play, case)
    if not story.goes_on_after("talked"):
        return
    if story.protection == "named":
        yield from quiet_end(play, story, case)
        return
    outcome = yield from assessment_course(play, story, case)
    set_off(play, story, case, outcome)
    if outcome == Outcome.TRAFFICKED:
        yield from support(play, story, case)
    elif outcome == Outcome.INCONCLUSIVE:
        yield office(after(story.days(20, 60)))
        close(play, case, worker, story)


def needs_a_bed(story: Story) -> bool:
    return bool(story.house) or story.rng.random() < (0.75 if story.ending == Outcome.TRAFFICKED else 0.35)


def talk(play: Play, story: Story, case: Case) -> None:
    """An udredende samtale was held and written down."""
    rng, person = story.rng, story.person
    consent = rng.choice(CONSENTS)
    answers = [FourAnswer.YES, FourAnswer.NO, FourAnswer.NOT_ASKED]
    new = NewInterview(
        held_at=timezone.now() - timedelta(minutes=rng.randint(40, 110)),
        place=play.cast.code(CodeList.INTERVIEW_PLACE, rng.choice(PLACES[case.authority])),
        consent=consent,
        consent_to=rng.choice(PARTIES) if consent == ConsentScope.NAMED_PARTIES else "",
        notes=say(rng, "interviews", "any", person),
        language=play.cast.code(CodeList.LANGUAGE, person.language),
        interpreter=FourAnswer.NO if person.language in {"da", "en"} else FourAnswer.YES,
        companion=rng.choice(answers),
        representative=FourAnswer.YES if person.is_minor else FourAnswer.NO,
        consents=consents(case),
    )
    read(case.caseworker, case)
    record_interview(actor=case.caseworker, case=case, new=new)


def support(play: Play, story: Story, case: Case) -> Course:
    """Somebody at CMM stays with the person until there is no need for it."""
    worker = case.caseworker
    yield office(after(story.days(0.2, 3)))
    note(worker, case, story, "decision")
    begin_period(story, case)
    for _month in range(story.rng.choice([1, 1, 2, 3])):
        yield office(after(story.days(8, 40)))
        note(worker, case, story, "support")
        extend(story, case)
        promise(play, case)
        refer(case)
        support_on(play.cast, case)
    take_back(story, case)
    yield office(after(story.days(15, 60)))
    close(play, case, worker, story)


def quiet_end(play: Play, story: Story, case: Case) -> Course:
    """A case kept to named persons is decided outside the register in this version; it is closed in the end."""
    yield office(after(story.days(30, 90)))
    note(case.caseworker, case, story, "clarification")
    yield office(after(story.days(10, 40)))
    close(play, case, case.caseworker, story)


def close(play: Play, case: Case, worker: User, story: Story) -> None:
    """The last note, the bed empty, the case closed."""
    empty_bed(play, case, worker)
    note(worker, case, story, "closing")
    keep_all(case)
    move_case(actor=worker, case=case, to=CaseStatus.CLOSED)
