"""500 sealed contacts in one sending into the large world, stored and committed."""

from statistics import median
from uuid import uuid4

from cases.outreach.parcels import MOST
from cmm.core.context import system
from tests.bench import visits
from tests.bench.rows import Row
from tests.bench.work import Spent, spent
from tests.factories.accounts import staff
from tests.factories.outreach import RoundFactory, VenueFactory
from tests.factories.phones import Handset
from tests.statements import statements

RUNS, PLACES, NIGHT = 5, 12, 8 * 60 * 60


def rows() -> list[Row]:
    with system("bench"):
        worker = staff("outreach_worker", email=f"{uuid4().hex[:8]}@bench.test")
        names = [f"Prøvested {uuid4().hex[:8]}" for _place in range(PLACES)]  # the world may be measured again
        places = [VenueFactory(organisation=worker.organisation, name=name) for name in names]
        one_round, handset = (
            RoundFactory(worker=worker, venue=places[0], ref=f"R-2026-{uuid4().int % 10**9}"),
            Handset(worker),
        )
    client, evenings = visits.reader(worker), [evening(handset, places, one_round) for _turn in range(RUNS + 1)]
    took = [sent(handset, client, items) for items in evenings[1:]]
    with statements() as asked:
        handset.answers(client, evenings[0])
    said = f"by the clock {median(one.clock for one in took):,.0f} ms"
    return [
        Row("500 contacts in one sending, work", median(one.work for one in took) / 1000, 2.0, " s", said),
        Row("500 contacts in one sending, statements for each 100", len(asked) * 100 / MOST, 5.0),
    ]


def sent(handset: Handset, client: object, items: list[object]) -> Spent:
    with spent() as told:
        states = handset.answers(client, items)
    if set(states) != {"counted"}:
        raise RuntimeError(f"The sending was answered {set(states)}.")
    return told


def evening(handset, places, one_round):
    """A night's contacts as they lie on the phone: each at a place, with a note, what was given and an own code."""
    told = {"round": one_round.ref, "sex": "female", "met_before": "new", "language": "ro", "given": ["pack"]}
    told |= {"needs": ["doctor"], "signs": ["no_papers"]}
    return [
        handset.kept(
            places[number % len(places)],
            ago=NIGHT - number * NIGHT // MOST,
            answers=told | {"note": f"Talte om vejret, tur {number}", "own_code": f"K{uuid4().int % 10**4:04}"},
        )
        for number in range(MOST)
    ]
