"""One draft, two windows, at the same moment. Real threads, real transactions."""

import pytest

from cmm.core.context import Context, acting
from cmm.drafts.models import Draft
from cmm.drafts.services import drop_draft, keep_draft
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = ["Hun siger, at de to brødre", "Han siger noget helt andet, og det er længere."]


@pytest.fixture
def writer(db):
    return staff("cmm_caseworker")


@pytest.fixture
def path(writer):
    return f"/cases/{CaseFactory(caseworker=writer).ref}/journal/new/"


def keeping(path, text):
    def act(actor):
        with acting(Context(actor.pk, "test")):
            keep_draft(actor=actor, path=path, title=text, fields={"title": [text], "text": [text]})

    return act


def drafts(writer):
    with acting(Context(writer.pk, "test")):
        return [draft.content.reveal() for draft in Draft.objects.all()]


def test_two_windows_that_keep_one_draft_at_once_leave_one_of_them_whole(writer, path):
    told = at_once(*((writer, keeping(path, text)) for text in TEXTS))
    (kept,) = drafts(writer)
    assert told == [DONE, DONE]
    assert kept in [{"title": text, "fields": {"title": [text], "text": [text]}} for text in TEXTS]


def test_a_draft_kept_while_its_form_is_saved_is_whole_or_gone(writer, path):
    def dropping(actor):
        with acting(Context(actor.pk, "test")):
            drop_draft(actor=actor, path=path)

    keeping(path, TEXTS[0])(writer)
    told = at_once((writer, keeping(path, TEXTS[1])), (writer, dropping))
    assert told == [DONE, DONE]
    assert [kept["title"] for kept in drafts(writer)] in ([], [TEXTS[1]])
