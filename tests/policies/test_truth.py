"""The hand-written table against both evaluations: ``allowed`` in Python and the policies in PostgreSQL."""

from pathlib import Path

import pytest

from tests.policies import situations
from tests.policies.sight import by_database, by_python, may_change

pytestmark = pytest.mark.django_db
LINES = [
    tuple(part.strip() for part in line.split(";"))
    for line in (Path(__file__).parent / "truth.txt").read_text().splitlines()
    if line and not line.startswith("#")
]


def test_the_table_is_long_enough_to_be_worth_reading():
    assert len(LINES) >= 60
    assert len({line[:2] for line in LINES}) == len(LINES)


@pytest.mark.parametrize(("who", "what", "sees", "changes"), LINES, ids=lambda part: part)
def test_both_say_what_the_table_says(people, who, what, sees, changes):
    reader = situations.reader(people, who)
    row = situations.row(people, what)
    model = type(row)
    seen = [row.pk in by_database(reader, model), row.pk in by_python(reader, model, changing=False)]
    changed = [
        may_change(model) and row.pk in by_database(reader, model, changing=True),
        may_change(model) and row.pk in by_python(reader, model, changing=True),
    ]
    assert (set(seen), set(changed)) == ({sees == "yes"}, {changes == "yes"})
