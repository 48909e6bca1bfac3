"""A search for a person by what they are called, over every name the reader may see, through cipher and policies."""

import statistics
from random import Random
from typing import Any

from cases.matching.ranking import Query, ranked
from cases.selectors.search import find_persons, forms_seen_by
from cmm.core.context import Context, acting
from cmm.demo.masses.names import called
from tests.bench.rows import Row
from tests.bench.work import Spent, spent

ROUNDS = 3
# Names of many languages and spellings that the world does not hold, and one that is near everything.
ASKED = (
    "Oksana Schewtschenko", "Мельник Олена", "Nguyen Thi Lan", "Mohammed Hussein", "محمد حسين", "Siriporn Thongdee",
    "สมชาย ใจดี", "Ma. Cristina Dela Cruz", "Fiktiva Opdigtsen", "Maria",
)  # fmt: skip


def words() -> list[str]:
    """The above, and names of the world as somebody might spell them."""
    rng = Random(8)
    return [*ASKED, *(misspelt(rng, " ".join(called(rng))) for _each in range(20))]


def misspelt(rng: Random, name: str) -> str:
    place = rng.randrange(1, len(name) - 1)
    return name[:place] + rng.choice(["", name[place] * 2, "e"]) + name[place + 1 :]


def rows(user: Any) -> list[Row]:
    with acting(Context(user.pk)):
        forms = forms_seen_by(user)
        find_persons(user, name="Fiktiva")
        took = [of(lambda name=name: find_persons(user, name=name)) for _round in range(ROUNDS) for name in words()]
        alone = [of(lambda name=name: ranked(Query.of(name=name), forms)) for name in words()]
    said = f"{len(forms):,} persons; matching alone {p95(alone):.0f} ms"
    return [Row("search by name, p95 of the work", p95(took), 300 if len(forms) <= 20_000 else 1_000, " ms", said)]


def of(act: Any) -> Spent:
    with spent() as told:
        act()
    return told


def p95(took: list[Spent]) -> float:
    return statistics.quantiles([one.work for one in took], n=20)[-1]
