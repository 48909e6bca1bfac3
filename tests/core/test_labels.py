import pytest
from django.utils import translation

from cases.enums import CaseStatus
from cases.models import Case


@pytest.mark.parametrize(("language", "label"), [("da", "I tilbud"), ("en", "In support")])
def test_a_row_says_its_choice_in_the_readers_language(language, label):
    with translation.override(language):
        assert Case(status=CaseStatus.IN_SUPPORT).get_status_display() == label


def test_a_code_nobody_knows_is_said_as_it_stands():
    assert Case(status="from_elsewhere").get_status_display() == "from_elsewhere"
