"""What is observed in a case before it is assessed: indicators with their evidence, and the course of events.

Its chances are its own, drawn from the number of the case, so that the rest of the world stays as it was.
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Case, Code
from cmm.demo.chance import Person
from cmm.demo.courses.acting import Play
from cmm.demo.words import say
from identification.enums import ConsentTopic, Control, Dimension, EventKind, FourAnswer, ObservationSource
from identification.models import Indicator, Observation
from identification.rules.grounds import Claim, Grounds
from identification.rules.vague import Vague
from identification.services import NewEvent, NewObservation, record_event, record_observations

COMMON = (
    "deceived_job_location_employer", "deceived_wages", "r_debt_bondage", "rv_economic_reasons",
    "d_document_confiscation", "d_debt_bondage", "d_isolation_confinement_surveillance", "d_threat_denunciation",
    "d_violence_on_family", "dv_dependency_on_exploiters", "dv_unknown_area", "cmm_threatened_afraid", "cmm_distrust",
)  # fmt: skip
OWN = {
    "sex": ("d_forced_tasks_or_clients", "rv_emotional_dependency", "r_withholding_money"),
    "work": (
        "x_excessive_hours",
        "x_low_or_no_salary",
        "x_bad_living_conditions",
        "x_hazardous_work",
        "deceived_housing",
    ),
    "crime": ("d_forced_illicit_activities", "x_bad_living_conditions", "r_withholding_money"),
}  # fmt: skip
COERCION = (Dimension.COERCIVE_RECRUITMENT, Dimension.COERCION_AT_DESTINATION)
SOURCES = (ObservationSource.INTERVIEW, ObservationSource.INTERVIEW, ObservationSource.POLICE, ObservationSource.OWN)
ACTS = ("theft", "drug_sales", "cannabis_production", "benefit_fraud")
BRANCHES = ("construction", "cleaning", "restaurant", "agriculture_horticulture", "private_care_cleaning")
TOWNS = {"RO": "Iași", "NG": "Benin City", "UA": "Lviv", "TH": "Udon Thani", "VN": "Vinh", "HU": "Miskolc"}


def observe(play: Play, person: Person, case: Case) -> list[Observation]:
    """Some indicators with what they rest on, and two or three parts of the course of events."""
    rng, worker = Random(f"observed {case.ref}"), case.caseworker
    codes = rng.sample((*COMMON, *OWN.get(person.group, OWN["work"])), k=rng.randint(4, 9))
    known = {row.code: row for row in Indicator.objects.filter(code__in=codes, until__isnull=True)}
    held = case.interviews.order_by("-held_at").first()
    new = [one_of(rng, person, known[code], held) for code in sorted(codes)]
    for event in events(play, rng, person):
        record_event(actor=worker, case=case, new=event)
    return record_observations(actor=worker, case=case, new=new)


def one_of(rng: Random, person: Person, indicator: Indicator, held) -> NewObservation:
    answer = rng.choice([FourAnswer.YES, FourAnswer.YES, FourAnswer.YES, FourAnswer.NO, FourAnswer.UNKNOWN])
    source = rng.choice(SOURCES)
    interview = held if source == ObservationSource.INTERVIEW else None
    return NewObservation(
        indicator=indicator,
        answer=answer,
        evidence=say(rng, "indicators", indicator.code, person) if answer == FourAnswer.YES else "",
        source=source,
        interview=interview,
        observed_on=timezone.localdate(interview.held_at) if interview else timezone.localdate(),
    )


def events(play: Play, rng: Random, person: Person) -> list[NewEvent]:
    """Recruitment far away, and what followed in Denmark; the further back, the less exactly it is known."""
    began = timezone.localdate() - timedelta(days=rng.randint(120, 700))
    ended = began + timedelta(days=rng.randint(30, 110))
    month = Vague(began.replace(day=1), rng.choice(["month", "about"]))
    answers = {code: rng.choice(["yes", "no", "unknown"]) for code in sorted(rng.sample(Control.values, k=5))}
    return [
        NewEvent(
            kind=EventKind.RECRUITMENT,
            country=person.citizenship if len(person.citizenship) == 2 else "",
            city=TOWNS.get(person.citizenship, ""),
            begins=month,
            recruiter=rng.choice(["friend", "agent", "family", "intimate_partner", "unknown"]),
        ),
        NewEvent(
            kind=EventKind.EXPLOITATION,
            country="DK",
            city=person.town,
            begins=month,
            ends=Vague(ended, "day"),
            goes_on=FourAnswer.NO,
            exploitation_form=play.cast.code(CodeList.EXPLOITATION_FORM, person.form),
            criminal_act=act_of(play, rng, person),
            sector=branch_of(play, rng, person),
            control=answers,
        ),
    ]


def act_of(play: Play, rng: Random, person: Person) -> Code | None:
    """What somebody was made to do, where they were exploited for it; its chance comes last of all."""
    if person.form != "criminal_acts":
        return None
    return play.cast.code(CodeList.CRIMINAL_ACT_TYPE, rng.choices(ACTS, weights=(4, 3, 3, 1))[0])


def branch_of(play: Play, rng: Random, person: Person) -> Code | None:
    """Where somebody worked, if they were exploited for it."""
    if person.group != "work":
        return None
    return play.cast.code(CodeList.LABOUR_BRANCH, rng.choices(BRANCHES, weights=(6, 3, 3, 2, 1))[0])


def resting_on(text: Grounds, seen: list[Observation]) -> Grounds:
    """The text, whose means also rest on the coercion that was observed, and whose purpose on the exploitation."""
    yes = [row for row in seen if row.answer == FourAnswer.YES and row.indicator]
    coercion = tuple(row.number for row in yes if row.indicator.section in COERCION)
    exploited = tuple(row.number for row in yes if row.indicator.section == Dimension.EXPLOITATION)
    means = {kind: with_links(claim, coercion) for kind, claim in text.means.items()}
    return replace(text, means=means, purpose=with_links(text.purpose, exploited))


def with_links(claim: Claim, links: tuple[int, ...]) -> Claim:
    """What has something to rest on rests on more; what has nothing stays as it was meant to be."""
    return claim.beside(Claim(links)) if claim else claim


def consents(case: Case) -> dict[str, str]:
    """The seven answers of an interview; where consent was not asked about, most of them were not either."""
    rng = Random(f"consents {case.ref}")
    return {topic: rng.choice(["yes", "yes", "yes", "no", "not_asked"]) for topic in ConsentTopic.values}
