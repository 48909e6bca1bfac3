"""What a person said of the stay: asked when it ends, by whoever ends it, and never demanded."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from shelters.enums import ExitCause
from shelters.models import Placement
from shelters.services import end_placement
from tests.factories.shelters import TODAY, PlacementFactory

pytestmark = pytest.mark.django_db


def leave(browser, stay, **words):
    usual = {"act": "end", "end-on": "23-11-2026", "end-cause": "own_housing"}
    return browser.post(reverse("shelters:placement_detail", args=[stay.ref]), usual | words)


@pytest.mark.parametrize(
    ("said", "kept"), [({}, None), ({"end-satisfaction": ""}, None), ({"end-satisfaction": "4"}, 4)]
)
def test_a_stay_ends_with_an_answer_or_without(as_role, said, kept):
    answer = leave(as_role("shelter_manager"), PlacementFactory(), **said)
    assert (answer.status_code, Placement.objects.get().satisfaction) == (302, kept)


def test_an_answer_that_is_not_on_the_scale_is_said_at_the_field_and_nothing_ends(as_role):
    answer = leave(as_role("shelter_manager"), PlacementFactory(), **{"end-satisfaction": "6"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["satisfaction"])
    assert not Placement.objects.get().is_over


def test_the_scale_is_kept_by_the_database_too(manager):
    stay = PlacementFactory()
    with pytest.raises(ValidationError):
        end_placement(actor=manager, placement=stay, on=TODAY, cause=ExitCause.OTHER, satisfaction=6)


def test_nobody_is_asked_before_the_stay_is_over():
    stay = PlacementFactory()
    stay.satisfaction = 3
    with pytest.raises(ValidationError):
        stay.full_clean()
