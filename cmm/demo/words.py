"""Choosing among the written texts: what fits the person, with town, day and weeks filled in."""

from datetime import timedelta
from random import Random

from django.utils import timezone
from django.utils.formats import date_format

from cmm.demo.chance import Person
from cmm.demo.reading import texts
from identification.enums import ActType, ElementStatus, MeansType, Outcome
from identification.rules.grounds import Claim, Grounds

MET, DOUBTFUL, NOT_MET = ElementStatus.MET.value, ElementStatus.DOUBTFUL.value, ElementStatus.NOT_MET.value


def say(rng: Random, name: str, heading: str, person: Person) -> str:
    """One of the texts under a heading."""
    return rng.choice(texts(name)[heading]).format(
        by=person.town,
        dag=date_format(timezone.localtime() + timedelta(days=rng.randint(1, 6)), "l"),
        uger=rng.randint(2, 9),
    )


def grounds(rng: Random, person: Person, outcome: str) -> Grounds:
    """The whole text of an assessment that leads to ``outcome``."""
    positive = outcome == Outcome.TRAFFICKED
    group = person.group if positive or rng.random() < 0.3 else "thin"
    said = say(rng, "facts", group, person)
    against = say(rng, "against", "any", person)
    supported = elements(rng, person) if positive else doubtful(rng, person)
    reasons = say(rng, "reasons", outcome, person)
    return Grounds(facts=said, speaks_against=against, recommendation=outcome, reasons=reasons, **supported)


def elements(rng: Random, person: Person) -> dict:
    """Act, means and purpose, each with what it rests on. Means is not asked of a child."""
    means = {} if person.is_minor else evidence(rng, "means", MeansType.values, person)
    return {
        "act_status": MET,
        "act": evidence(rng, "act", ActType.values, person),
        "means_status": MET if means else ElementStatus.NOT_ASSESSED.value,
        "means": means,
        "purpose_status": MET,
        "exploitation_form": person.form,
        "secondary_forms": ("criminal_acts",) if person.group == "sex" and rng.random() < 0.08 else (),
        "purpose": Claim(new=say(rng, "purpose", person.form, person)),
    }


def doubtful(rng: Random, person: Person) -> dict:
    """An assessment in which something is missing: at most the act rests on anything."""
    act = evidence(rng, "act", ActType.values, person) if rng.random() < 0.5 else {}
    return {
        "act_status": MET if act else rng.choice([DOUBTFUL, NOT_MET]),
        "act": act,
        "means_status": rng.choice([DOUBTFUL, NOT_MET]),
        "purpose_status": rng.choice([DOUBTFUL, NOT_MET]),
        "exploitation_form": person.form if rng.random() < 0.4 else "",
    }


def evidence(rng: Random, name: str, kinds: list[str], person: Person) -> dict[str, Claim]:
    chosen = rng.sample(kinds, k=rng.choice([1, 1, 2, 2, 3]))
    return {kind: Claim(new=say(rng, name, kind, person)) for kind in sorted(chosen)}
