"""How long a search for a person takes: ``./dev bench names``. The bars are design section 8's.

Persons have names of many kinds, put together by chance; each has a phone. The register is filled inside one
transaction and never was. By the clock, for that is what the searcher waits for, with the processor's time beside it.
"""

import os
import random
import statistics
import sys
import time
from datetime import date

import pytest

from cases.matching.ranking import Query, ranked
from cases.models import Case, Identity, Victim
from cases.particulars import Contact, Names
from cases.selectors.search import find_persons, forms_seen_by
from tests.cases.names import lists
from tests.factories.accounts import home_of
from tests.factories.cases import code

PERSONS = [int(number) for number in os.environ.get("CMM_BENCH_PERSONS", "").split()]
BARS = {20_000: 300, 100_000: 1_000}
ASKED = (
    "Oksana Schewtschenko", "Shevchenko", "Мельник Олена", "Nguyen Thi Lan", "Ngueyn Lan", "Mohammed Hussein",
    "محمد حسين", "Siriporn Thongdee", "สมชาย ใจดี", "Ngozi Okafor", "Mihaela Cimpeanu", "Ma. Cristina Dela Cruz",
    "Maria", "Xyzzy Plugh",
)  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not PERSONS, reason="CMM_BENCH_PERSONS says how many")]


def names(chance):
    """Given and family names: those of the lists, and as many again of the kind that only one family has."""
    texts = (lists.VIETNAMESE, lists.YORUBA, lists.IGBO, lists.ROMANIAN, lists.FILIPINO)
    whole = [name.split() for text in texts for name in text.split(";")]
    given = [name[0] for name in whole] + lists.UKRAINIAN_GIVEN + list(lists.THAI_GIVEN)
    family = [name[-1] for name in whole] + lists.UKRAINIAN_FAMILY + list(lists.THAI_FAMILY)
    family += ["".join(chance.choice(SYLLABLES) for _each in range(3)).title() for _more in range(4_000)]
    while True:
        yield chance.choice(given), chance.choice(family)


SYLLABLES = [first + vowel for first in "b d f g h k l m n p r s t v sh ch".split() for vowel in "aeiou"]  # noqa: SIM905


def fill(number, user):
    chance, ours = random.Random(7), home_of("cmm_caseworker")
    people = names(chance)
    victims = Victim.objects.bulk_create(
        [Victim(code_name=f"Prøve {n}", organisation=ours) for n in range(number)], batch_size=2_000
    )
    basis, source = code("residence_basis", "eu_eea"), code("referral_source", "police")
    fixed = {"organisation": ours, "opened_on": date(2026, 9, 2), "residence_basis": basis, "source": source}
    fixed |= {"authority": "cmm", "authority_proposed": "cmm"}
    cases = Case.objects.bulk_create(
        [Case(ref=f"CMM-2024-{n:06d}", victim=victim, **fixed) for n, victim in enumerate(victims)], batch_size=2_000
    )
    rows = [identity(case, *next(people), chance, user) for case in cases]
    Identity.objects.bulk_create(rows, batch_size=2_000)


def identity(case, given, family, chance, user):
    named = Names(given_names=given, family_names=family)
    reached = Contact(phone=f"+45 {chance.randrange(20_000_000, 90_000_000)}")
    row = Identity(case=case, victim=case.victim, names=named.filled(), contact=reached.filled(), changed_by=user)
    row.search = row.search_form()
    return row


@pytest.mark.parametrize("number", PERSONS)
def test_a_search_is_answered_in_time(caseworker, number, capsys):
    fill(number, caseworker)
    find_persons(caseworker, name="Fiktiva")
    took = [timed(lambda name=name: find_persons(caseworker, name=name)) for _round in range(3) for name in ASKED]
    forms = forms_seen_by(caseworker)
    alone = [timed(lambda name=name: ranked(Query.of(name=name), forms)) for name in ASKED]
    with capsys.disabled():
        sys.stdout.write(f"\n{number} persons, p95 (of work): search {told(took)}, matching alone {told(alone)}\n")
    assert p95([clock for clock, _work in took]) <= BARS.get(number, 1_000)


def timed(work):
    """Milliseconds by the clock, and of this process's work."""
    clock, worked = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - worked) * 1000


def told(took):
    return f"{p95([clock for clock, _work in took]):.0f} ({p95([work for _clock, work in took]):.0f}) ms"


def p95(took):
    return statistics.quantiles(took, n=20)[-1]
