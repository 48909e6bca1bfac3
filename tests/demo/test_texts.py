"""The written parts: enough of them that no two pages read the same, and every one can be filled in."""

import pytest

from cases.enums import CodeList
from cases.models import Code
from cmm.demo.chance import FORMS
from cmm.demo.reading import HERE, texts
from identification.enums import ActType, MeansType, Outcome

FILES = sorted(path.stem for path in (HERE / "texts").glob("*.txt"))
AT_LEAST = {"journal": 40, "inquiries": 25, "facts": 20, "act": 20, "means": 20, "purpose": 20, "interviews": 20}


def lines(name):
    return [line for under in texts(name).values() for line in under]


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_written_once_and_filled_in(name):
    filled = [line.format(by="Odense", dag="tirsdag", uger=3) for line in lines(name)]
    assert (len(set(filled)), [line for line in filled if "{" in line]) == (len(filled), [])


@pytest.mark.parametrize(("name", "least"), AT_LEAST.items())
def test_there_are_enough_of_them(name, least):
    assert len(lines(name)) >= least


def test_every_choice_has_its_texts():
    assert set(texts("act")) == set(ActType.values)
    assert set(texts("means")) == set(MeansType.values)
    assert set(texts("reasons")) == set(Outcome.values)
    assert set(texts("purpose")) == set(FORMS)


@pytest.mark.django_db
def test_forms_are_those_of_the_code_list():
    assert set(FORMS) <= set(Code.objects.of(CodeList.EXPLOITATION_FORM).values_list("code", flat=True))
