"""What somebody says of themselves, if anything: fictional, and it looks it.

The CPR numbers are of people born in the 1870s and fail modulus 11: they were never anybody's.
"""

from datetime import date
from random import Random

from stdnum.dk import cpr

from cases.models import Case
from cases.particulars import Contact, Names, Numbers, Particulars
from cases.rules import satisfies_modulus_11
from cases.services import change_identity, record_identity
from cmm.demo.chance import Person
from cmm.demo.stories import Story
from cmm.demo.words import say


def identify(story: Story, case: Case) -> None:
    """About half give a name; a number and a phone come with some of them. The rest stay a code name."""
    rng = Random(f"identity of {case.victim.code_name}")
    if rng.random() < 0.45:
        return
    identity = record_identity(actor=case.caseworker, case=case, particulars=names(rng, story.person))
    for more, share in ((numbers(rng, story.person), 0.6), (contact(rng, story.person), 0.7)):
        if rng.random() < share:
            version = identity.version
            identity = change_identity(actor=case.caseworker, identity=identity, version=version, particulars=more)


def names(rng: Random, person: Person) -> Particulars:
    called = "male" if person.sex == "male" else "female"
    return Names(
        given_names=say(rng, "identities", called, person),
        family_names=say(rng, "identities", "family", person),
        aliases=say(rng, "identities", "alias", person) if rng.random() < 0.3 else "",
    )


def numbers(rng: Random, person: Person) -> Particulars:
    if person.basis in {"asylum_seeker", "no_legal_stay"}:
        return Numbers(person_id=f"00-{rng.randrange(1000):03}-{rng.randrange(1000):03}")
    passport = f"FIKTIV-{rng.randrange(100_000):05}, {person.citizenship}"
    return Numbers(cpr_number=cpr_number(rng), passport=passport if rng.random() < 0.5 else "")


def cpr_number(rng: Random) -> str:
    born = date(1870 + rng.randrange(10), 1 + rng.randrange(12), 1 + rng.randrange(28))
    serials = (f"{born:%d%m%y}{5000 + rng.randrange(4000)}" for _try in range(99))
    return cpr.format(next(number for number in serials if not satisfies_modulus_11(number)))


def contact(rng: Random, person: Person) -> Particulars:
    street = say(rng, "identities", "street", person)
    return Contact(
        phone=f"+45 00 00 {rng.randrange(100):02} {rng.randrange(100):02}",
        email=f"fiktiv{rng.randrange(1000)}@eksempel.test" if rng.random() < 0.3 else "",
        address=f"{street} {rng.randint(1, 99)}, 0000 Ingensteds" if rng.random() < 0.5 else "",
    )
