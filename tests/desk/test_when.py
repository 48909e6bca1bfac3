"""How near or how long ago a day is, as it stands at the edge of a line on Today."""

import pytest
from django.utils.translation import override

from cmm.desk.deadlines import when


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (3, "Om 3 dage"), (1, "I morgen"), (0, "I dag"), (-1, "1 dag siden"), (-60, "60 dage siden"),
        (-61, "over 2 måneder siden"), (-570, "over 1 år siden"),
    ],
)  # fmt: skip
def test_days_are_counted_as_long_as_anybody_counts_them(ahead, said):
    with override("da"):
        assert when(ahead) == said
