"""An assessment from draft to decision."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from random import Random

from django.utils import timezone

from cases.enums import AgeBand
from cases.models import Case
from cmm.demo.clock import after, office
from cmm.demo.courses.acting import Play, note, read
from cmm.demo.courses.observing import observe, resting_on
from cmm.demo.courses.papers import keep_paper
from cmm.demo.courses.rulings import differ
from cmm.demo.courses.stays import empty_bed
from cmm.demo.stories import Story
from cmm.demo.words import grounds, say
from identification.enums import ElementStatus, Outcome
from identification.models import Assessment, StatusDecision
from identification.rendering.letters import usual_advice
from identification.rules.ages import YEARS
from identification.rules.grounds import Claim, Grounds
from identification.rules.steps import STATUS_AFTER
from identification.selectors.texts import grounds_of
from identification.services import (
    decide_assessment,
    make_letter,
    prepare_assessment,
    read_letter,
    return_assessment,
    revise_assessment,
    send_letter,
    submit_assessment,
)
from identification.services.linking import already_observed
from shelters.enums import ExitCause

SINCE = "Der er spurgt igen, og det ændrer ikke billedet."


def assessment_course(play: Play, story: Story, case: Case) -> Generator[datetime, None, str]:
    """Written, sent, perhaps returned once, decided by another. Gives the outcome; nothing where a scene stops."""
    worker = case.caseworker
    yield office(after(story.days(2, 10)))
    text = grounds(story.rng, story.person, story.ending)
    in_one_go = story.rng.random() < 0.6 and not story.stops
    read(worker, case)
    text = resting_on(text, observe(play, story.person, case))
    if story.stops == "drafted":
        keep_paper(case)
    assessment = prepare_assessment(actor=worker, case=case, grounds=text if in_one_go else unfinished(text))
    if not story.goes_on_after("drafted"):
        return ""
    yield office(after(story.days(0.5, 6)))
    assessment = send(worker, assessment, text)
    differ(play, story, assessment)
    if not story.goes_on_after("submitted"):
        return ""
    yield office(after(story.days(1, 12)))
    decider = play.decider(story, case, worker)
    read(decider, case)
    if story.stops == "returned" or story.rng.random() < 0.1:
        return_assessment(actor=decider, assessment=assessment, note=say(story.rng, "returns", "any", story.person))
        if not story.goes_on_after("returned"):
            return ""
        yield office(after(story.days(1, 8)))
        assessment = send(worker, assessment, replace(text, speaks_against=f"{text.speaks_against} {SINCE}"))
        yield office(after(story.days(1, 6)))
    decide(play, story, case, assessment, decider)
    return story.ending


def unfinished(text: Grounds) -> Grounds:
    """A draft in which the purpose and the reasons are still to be written."""
    return replace(text, purpose_status=ElementStatus.NOT_ASSESSED.value, purpose=Claim(), reasons="")


def send(worker, assessment: Assessment, text) -> Assessment:
    if already_observed(assessment.case, text) != grounds_of(assessment):
        assessment = revise_assessment(actor=worker, assessment=assessment, version=assessment.version, grounds=text)
    return submit_assessment(actor=worker, assessment=assessment, version=assessment.version)


def decide(play: Play, story: Story, case: Case, assessment: Assessment, decider) -> None:
    """A case that ends here is written off in the journal first, and its bed is empty."""
    if STATUS_AFTER[Outcome(story.ending)] == "closed":
        cause = ExitCause.DISAPPEARED if story.ending == Outcome.DISAPPEARED else ExitCause.OTHER
        empty_bed(play, case, case.caseworker, cause)
        note(case.caseworker, case, story, "refusal" if story.ending == Outcome.NOT_TRAFFICKED else "closing")
    decision = decide_assessment(
        actor=decider,
        assessment=assessment,
        version=assessment.version,
        outcome=story.ending,
        decided_on=timezone.localdate(),
        age=age_of(case),
    )
    if story.caseworker:  # a scene, in which somebody will look for it
        tell(decider, decision)


def age_of(case: Case) -> int | None:
    """In years, of nearly everybody; what is said of it moves nothing else in the world."""
    rng = Random(f"age {case.ref}")
    first, last = YEARS.get(AgeBand(case.victim.age_band), (1, 0))
    return rng.randint(first, min(last, 58)) if first <= last and rng.random() < 0.9 else None


def tell(decider, decision: StatusDecision) -> None:
    """The letter is made, read through and handed over on the same day."""
    words = {"reason": decision.reason, "advice": usual_advice("da")}
    letter = make_letter(actor=decider, decision=decision, language="da", **words)
    read_letter(actor=decider, letter=letter)
    send_letter(actor=decider, letter=letter, how="handed_over", on=timezone.localdate())
