"""Merged and unmerged, the register is what it was."""

import pytest

from cases.merging.choices import FACTS
from cases.merging.services import Chosen, merge_cases, undo_merge
from tests.factories.accounts import staff
from tests.merging.files import changed, full_file, register

pytestmark = pytest.mark.django_db

EVERY_FACT = frozenset(fact.name for fact in FACTS)
IDENTITY = frozenset({"names-aliases", "numbers-cpr_number", "contact-phone"})


@pytest.mark.parametrize(
    ("here", "there", "chosen"),
    [
        ({}, {"protection": "restricted"}, Chosen(facts=EVERY_FACT, identity=IDENTITY)),
        ({"identity": False, "decided": False}, {"victim__sex": "female"}, Chosen(facts={"sex"})),
    ],
)
def test_a_merge_that_is_undone_leaves_the_register_as_it_was(here, there, chosen):
    actor = staff("cmm_coordinator")
    case, husk = full_file(first=1, until=9, **here), full_file(first=9, until=14, **there)
    before = register()

    merge = merge_cases(actor=actor, case=case, husk=husk, reason="Samme ar og samme søster.", chosen=chosen)
    merged = register()
    undo_merge(actor=actor, merge=merge, reason="Søsteren er en anden.")

    assert changed(before, register()) == {}
    assert changed(before, merged) != {}
