import pytest
from django.utils import translation

from cmm.core.spans import span


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 dag"), (14, "14 dage"), (60, "60 dage"), (61, "over 2 måneder"), (91, "over 2 måneder"),
        (92, "over 3 måneder"), (364, "over 11 måneder"), (365, "over 1 år"), (729, "over 1 år"), (863, "over 2 år"),
    ],
)  # fmt: skip
def test_a_long_time_is_said_in_months_and_years(days, words):
    with translation.override("da"):
        assert span(days) == words
