"""Written after the first talk: what threatens the person, how one rings them, and who speaks for a child."""

from random import Random

from cases.enums import RepresentativeKind
from cases.models import Case
from cases.particulars import Safety, Standing
from cases.rules.safety import needs_representative
from cases.services import record_representative, write_safety_note
from cmm.demo.chance import Person
from cmm.demo.stories import Story
from cmm.demo.words import say


def secure(story: Story, case: Case) -> None:
    """In about half the cases a threat is known. The rules for contact are agreed in most."""
    rng, actor, person = Random(f"safety of {case.victim.code_name}"), case.caseworker, story.person
    no_threat = story.protection == "normal" and rng.random() < 0.5
    said = rules(rng, person) if no_threat else threatened(rng, person)
    write_safety_note(actor=actor, case=case, safety=said, no_threat=no_threat)
    if needs_representative(case.victim.age_band):
        name = say(rng, "safety", "representative", person)
        standing = Standing(name=name, reached_by=f"+45 00 00 {rng.randrange(100):02} {rng.randrange(100):02}")
        record_representative(actor=actor, case=case, kind=RepresentativeKind.PERSONAL, standing=standing)


def threatened(rng: Random, person: Person) -> Safety:
    agreed = rules(rng, person)
    return Safety(
        threat=say(rng, "safety", "threat", person),
        threat_phone=f"+45 00 00 {rng.randrange(100):02} {rng.randrange(100):02}" if rng.random() < 0.3 else "",
        avoid=say(rng, "safety", "avoid", person) if rng.random() < 0.7 else "",
        who_may=agreed.who_may,
        when=agreed.when,
        as_whom=agreed.as_whom,
    )


def rules(rng: Random, person: Person) -> Safety:
    if rng.random() < 0.2:
        return Safety()
    return Safety(**{name: say(rng, "safety", name, person) for name in ("who_may", "when", "as_whom")})
