"""Two people save the same assessment."""

import re

import pytest

from identification.models import Revision
from identification.services import revise_assessment
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.factories.identification import AssessmentFactory, as_written, grounds
from tests.identification.pages import at, typed

pytestmark = pytest.mark.django_db
MINE = {"facts": "Mettes ord.", "means": {"threats": "»Han truede mig.«"}}
THEIRS = {"facts": "Jonas’ ord.", "purpose_status": "doubtful", "reasons": "Jonas’ begrundelse."}
DIFFERING = ["keep_facts", "keep_means_threats", "keep_means_deception", "keep_purpose_status"]


@pytest.fixture
def draft(caseworker):
    """A draft that Jonas saved while the caseworker was writing from version 1."""
    draft = AssessmentFactory(prepared_by=caseworker)
    jonas = staff("cmm_caseworker", name="Jonas Friis")
    return revise_assessment(actor=jonas, assessment=draft, version=1, grounds=grounds(**THEIRS))


@pytest.fixture
def mette(caseworker):
    return browser_of(caseworker)


def hidden(page):
    """What the page sends along without asking."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page.text):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        found.setdefault(name[1], []).append(value[1] if value else "")
    return found


def clash(mette, draft):
    return mette.post(at("edit", draft), typed(**MINE) | {"version": "1"})


def choose(mette, draft, page, **choices):
    return mette.post(at("edit", draft), hidden(page) | choices)


def test_both_texts_stand_side_by_side_and_nothing_is_chosen(mette, draft):
    page = clash(mette, draft)

    assert page.status_code == 422
    assert [bound.name for bound, _sides in page.context["differences"]] == DIFFERING
    for words in ("Jonas Friis gemte, mens du skrev", "Mettes ord.", "Jonas’ ord.", "Brug den fra Jonas Friis"):
        assert words in page.text
    assert "checked" not in page.text
    assert Revision.objects.count() == 2


def test_each_field_is_settled_by_itself(mette, draft):
    page = clash(mette, draft)

    answer = choose(
        mette, draft, page,
        keep_facts="mine", keep_means_deception="theirs", keep_means_threats="mine", keep_purpose_status="theirs",
    )  # fmt: skip

    draft.refresh_from_db()
    both = {"deception": grounds().means["deception"], "threats": "»Han truede mig.«"}
    assert answer.status_code == 302
    assert as_written(draft) == grounds(**THEIRS | {"facts": "Mettes ord.", "means": both})


def test_a_field_without_a_choice_is_asked_again_and_what_was_typed_stays(mette, draft):
    page = clash(mette, draft)

    again = choose(mette, draft, page, keep_facts="mine")

    assert again.status_code == 422
    assert {name: list(errors) for name, errors in again.context["form"].errors.items()} == {
        name: ["Vælg den ene."] for name in DIFFERING[1:]
    }
    assert hidden(again)["facts"] == ["Mettes ord."]
    assert again.context["form"]["keep_facts"].value() == "mine"


def test_a_third_text_is_asked_about_too(mette, draft):
    page = clash(mette, draft)
    third = staff("cmm_caseworker", name="Karin Bundgaard")
    revise_assessment(actor=third, assessment=draft, version=2, grounds=grounds(**THEIRS | {"facts": "Karins ord."}))

    again = choose(mette, draft, page, **dict.fromkeys(DIFFERING, "mine"))

    assert again.status_code == 422
    assert "Karin Bundgaard gemte, mens du skrev" in again.text
    assert hidden(again)["facts"] == ["Mettes ord."]


def test_the_same_words_from_both_are_no_conflict(mette, draft):
    answer = mette.post(at("edit", draft), typed(**THEIRS) | {"version": "1"})

    assert (answer.status_code, Revision.objects.count()) == (302, 2)


@pytest.mark.parametrize("against", ["99", "x", "-1", "²"])
def test_an_answer_to_no_page_of_ours_settles_nothing(mette, draft, against):
    answer = mette.post(at("edit", draft), typed(**MINE) | {"version": "1", "against": against})

    assert (answer.status_code, Revision.objects.count()) == (422, 2)
