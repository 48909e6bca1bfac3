"""What a house is told of somebody, which the database cannot read."""

import pytest
from django.db import IntegrityError, connection, transaction

from cmm.crypto.fields import MASK
from shelters.models import Placement, PlacementRequest
from tests.factories.shelters import PlacementFactory, RequestFactory

pytestmark = pytest.mark.django_db
TOLD = {
    "known_as": "Mira Mærke",
    "needs": "Tolk i telefonen.",
    "safety": "Skjuler sig for en mand i en varevogn.",
    "contact": "Må aldrig ringes op om natten.",
    "key_dates": "Advokat på fredag.",
}
FACTORIES = {Placement: PlacementFactory, PlacementRequest: RequestFactory}


@pytest.mark.parametrize("model", FACTORIES)
def test_the_row_says_it_and_its_bytes_do_not(model):
    row = model.objects.get(pk=FACTORIES[model](**TOLD).pk)

    assert {name: getattr(row, name) for name in TOLD} == TOLD
    assert str(row.sheet) == MASK
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(r)::text, encode(sheet, 'escape') FROM {model._meta.db_table} r")
        stored = "".join(cursor.fetchone())
    assert [words for words in TOLD.values() if words in stored] == []


@pytest.mark.parametrize("model", FACTORIES)
@pytest.mark.parametrize("value", [None, b"Mira"])
def test_nothing_stands_there_that_was_not_closed(model, value):
    FACTORIES[model]()
    refused = pytest.raises(IntegrityError, match="sheet_is_closed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET sheet = %s", [value])
