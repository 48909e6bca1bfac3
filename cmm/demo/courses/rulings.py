"""What others say afterwards in the demonstration: colleagues who see it otherwise, appeals, and courts."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Case
from cmm.demo.clock import Course, after, office
from cmm.demo.courses.acting import Play, read
from cmm.demo.stories import Story
from identification.enums import AppealOutcome, Outcome
from identification.models import Assessment, Consent, StatusDecision
from identification.services import (
    NewFinding,
    confirm_finding,
    end_appeal,
    give_opinion,
    lodge_appeal,
    record_finding,
    withdraw_consent,
)

ENDS = (AppealOutcome.UPHELD, AppealOutcome.UPHELD, AppealOutcome.WITHDRAWN, AppealOutcome.CHANGED)
BODIES = {"us": "immigration_appeals_board", "cmm": "same_authority"}
COURTS = ("copenhagen", "odense", "aarhus", "glostrup", "kolding")
OTHERWISE = "Jeg lægger mere vægt på, at personen selv kunne gå, og at forklaringen om lønnen ændrede sig undervejs."
AGAINST = "Lønsedlerne og kollegaens iagttagelser taler for den indstilling, der er givet."


def dice(story: Story, what: str) -> Random:
    """Drawn apart, so that what is added here moves nothing else in the world."""
    return Random(f"{story.person} {story.source} {what}")


def differ(play: Play, story: Story, assessment: Assessment) -> None:
    """Now and then a colleague sees it otherwise before it is decided."""
    rng, case = dice(story, "opinion"), assessment.case
    if story.protection != "normal" or (rng.random() > 0.1 and story.after != "opinion"):
        return
    colleague = rng.choice([user for user in play.caseworkers() if user != case.caseworker])
    read(colleague, case)
    give_opinion(
        actor=colleague,
        assessment=assessment,
        recommendation=Outcome.INCONCLUSIVE,
        reasons=OTHERWISE,
        speaks_against=AGAINST,
    )


def take_back(story: Story, case: Case) -> None:
    """Somebody no longer wants what was said to be used for research."""
    given = Consent.objects.filter(case=case, topic="research", answer="yes", withdrawn_on__isnull=True).exists()
    if given and dice(story, "consent").random() < 0.5:
        withdraw_consent(actor=case.caseworker, case=case, topic="research", withdrawn_on=timezone.localdate())


def set_off(play: Play, story: Story, case: Case, outcome: str) -> None:
    """The courses that a decision sets off; a scene may settle which."""
    rng = dice(story, "ruling")
    chance = rng.random()
    if story.after == "appeal" or (not story.after and outcome == Outcome.NOT_TRAFFICKED and chance < 0.12):
        play.clock.enter(timezone.now(), appeal_course(play, story, case, rng))
    if story.after == "finding" or (not story.after and outcome == Outcome.TRAFFICKED and chance < 0.05):
        play.clock.enter(timezone.now(), finding_course(play, story, case, rng))


def appeal_course(play: Play, story: Story, case: Case, rng: Random) -> Course:
    """Lodged within the month; answered some months later."""
    yield office(after(rng.uniform(4, 9) if story.after else rng.uniform(6, 26)))
    decision = StatusDecision.objects.filter(case=case, in_force=True).first()
    if decision is None or decision.assessment is None:
        return
    read(case.caseworker, case)
    appeal = lodge_appeal(
        actor=case.caseworker,
        decision=decision,
        lodged_by=rng.choice(["person", "lawyer", "lawyer", "representative"]),
        body=play.cast.code(CodeList.APPEAL_BODY, BODIES[case.authority]),
        lodged_on=max(decision.decided_on, timezone.localdate() - timedelta(days=1)),
    )
    yield office(after(rng.uniform(60, 140)))
    decider = play.decider(story, case, case.caseworker)
    outcome = rng.choice(ENDS) if decision.outcome == Outcome.NOT_TRAFFICKED else AppealOutcome.UPHELD
    changed_to = Outcome.TRAFFICKED.value if outcome == AppealOutcome.CHANGED else ""
    read(decider, case)
    end_appeal(actor=decider, appeal=appeal, outcome=outcome, outcome_on=timezone.localdate(), changed_to=changed_to)


def finding_course(play: Play, story: Story, case: Case, rng: Random) -> Course:
    """The contact person writes down what the court found; a week later another colleague confirms it."""
    yield office(after(rng.uniform(5, 10) if story.after else rng.uniform(90, 200)))
    form = StatusDecision.objects.filter(case=case, in_force=True).values_list("assessment__exploitation_form__code")
    code = next((found for (found,) in form if found), "unknown")
    new = NewFinding(
        court=play.cast.code(CodeList.COURT, rng.choice(COURTS)),
        court_ref=f"S{rng.randint(1, 9)}-{rng.randint(100, 9999)}/{timezone.localdate().year}",
        judged_on=timezone.localdate() - timedelta(days=1),
        outcome=Outcome.TRAFFICKED.value,
        exploitation_form=play.cast.code(CodeList.EXPLOITATION_FORM, code),
    )
    read(case.caseworker, case)
    finding = record_finding(actor=case.caseworker, case=case, new=new)
    yield office(after(rng.uniform(60, 80) if story.after else rng.uniform(2, 9)))
    decider = play.decider(story, case, case.caseworker)
    read(decider, case)
    confirm_finding(actor=decider, finding=finding)
