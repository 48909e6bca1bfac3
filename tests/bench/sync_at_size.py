"""500 sealed contacts in one sending, the most a phone sends, through the real page into the real database, and stored.
A measurement: `./dev test` does not take it, `.venv/bin/pytest -s tests/bench/sync_at_size.py` prints it.
"""

import sys
from statistics import median
from time import perf_counter, process_time

import pytest

from cases.outreach.models import Contact, SealedContact
from cases.outreach.parcels import MOST
from tests.bench import visits
from tests.bench.syncing import evening
from tests.factories.accounts import staff
from tests.factories.outreach import RoundFactory, VenueFactory
from tests.factories.phones import Handset
from tests.statements import statements

RUNS, PLACES = 5, 12


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_print_it():
    worker = staff("outreach_worker")
    handset, client = Handset(worker), visits.reader(worker)
    places = VenueFactory.create_batch(PLACES, organisation=worker.organisation)
    one_round = RoundFactory(worker=worker, venue=places[0])
    clock, processor = [], []
    for _turn in range(RUNS):
        items = evening(handset, places, one_round)
        began, worked = perf_counter(), process_time()
        states = handset.answers(client, items)
        clock.append(perf_counter() - began)
        processor.append(process_time() - worked)
        assert set(states) == {"counted"}, list(SealedContact.objects.values_list("reason", flat=True).distinct())
    again = perf_counter()
    handset.answers(client, items)
    again = perf_counter() - again
    with statements() as asked:
        handset.answers(client, evening(handset, places, one_round))
    said = (
        f"\n{MOST} contacts in one sending, {RUNS} times: {median(clock) * 1000:.0f} ms by the clock (the longest"
        f" {max(clock) * 1000:.0f}), {median(processor) * 1000:.0f} ms of one processor, {len(asked)} statements;"
        f" the same 500 sent again {again * 1000:.0f} ms. {Contact.objects.count()} contacts in the end\n"
    )
    sys.stdout.write(said)
