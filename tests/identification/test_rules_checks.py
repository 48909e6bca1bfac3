import pytest

from identification.rules.checks import checks_of
from tests.factories.identification import grounds


@pytest.mark.parametrize(
    ("parts", "age_band", "good"),
    [
        ({}, "25_34", [True, True]),
        ({"purpose": ""}, "25_34", [False, True]),
        ({"means": {}}, "15_17", [True, True]),
        ({"means": {}}, "unknown", [False, True, False]),
        ({"speaks_against": ""}, "25_34", [True, False]),
    ],
)
def test_the_system_says_what_it_looked_at(parts, age_band, good):
    assert [check.is_good for check in checks_of(grounds(**parts), age_band)] == good
