"""Every published file of some years in sequence, attacked by somebody who has nothing but the files.

``./dev campaign attack`` attacks many such sequences.
"""

import json

from django.utils.translation import override

from reports.figures.live import live_figures
from reports.rendering.files import as_json
from tests.campaigns.attack import totals_missing
from tests.reports.attacker import Attacker
from tests.reports.registers import counted
from tests.reports.sequences import published


def attacker_of(documents):
    with override("da"):
        attacker = Attacker()
        for ref, document in documents:
            attacker.read(ref, document)
        return attacker, attacker.attack()


def document(figures):
    return json.loads(as_json(figures, 1, "da"))


def test_nothing_withheld_is_known_and_every_total_is_printed(history):
    centre = published(history, seed=2, years=2, tables=1)
    attacker, found = attacker_of(centre.documents)
    assert len(found) > 10
    assert attacker.leaks(found) == {}
    assert attacker.subtracted() == []
    assert totals_missing(centre) == 0


def test_such_an_attacker_finds_what_is_there_to_find(history):
    """What only the small ones are withheld of, and a correction that is divided anew."""
    first = live_figures(2024, *history, {2024: counted(2024, 78)})
    careless = document(first)
    ages = next(table for table in careless["tables"] if table["id"] == "ages")
    next(cell for cell in ages["cells"] if cell["key"][0] == "18–24 år").update(value=21, status="shown")
    attacker, found = attacker_of([("2024-1", careless)])
    assert {(name[3], *bounds) for name, bounds in attacker.leaks(found).items()} == {("Under 18 år", 3, 3)}

    second = live_figures(2024, *history, {2024: counted(2024, 79)})
    attacker, _found = attacker_of([("2024-1", document(first)), ("2024-2", document(second))])
    assert (2024, ("persons:sex", "Kvinder"), 1) in attacker.subtracted()
