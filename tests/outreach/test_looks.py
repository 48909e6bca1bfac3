"""What the phone pages are called on a phone that others see."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases.outreach.enums import LookIcon
from cases.outreach.models import PhoneLook
from cases.outreach.rules import is_telling
from cases.outreach.selectors.looks import look_of
from cases.outreach.services.keys import make_ready
from cases.outreach.services.looks import set_look
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.accounts import OrganisationFactory, staff
from tests.factories.outreach import LookFactory
from tests.statements import statements

pytestmark = pytest.mark.django_db
LOOK, MANIFEST = "/outreach/phone/look/", "/outreach/manifest.webmanifest"
OWN = "Prøvehuset Nord"


@pytest.mark.parametrize(
    "name",
    [
        "CMM", "C.M.M.", "Cmm-plan", "Reden", "redens plan", "Menneskehandel", "menneske handel", "Anti-Trafficking",
        "PROSTITUTION", "Prøvehuset", "prøvehuset nord", "Plan Nord", "\uff23\uff2d\uff2d",
    ],
)  # fmt: skip
def test_a_name_that_tells_is_refused(name):
    assert is_telling(name, organisation=OWN)


@pytest.mark.parametrize("name", ["Vagtplan", "Ugeplan", "Freden", "Nordlys", "Foredenne", "Noter 2", "Mine ture"])
def test_a_name_that_tells_nothing_is_taken(name):
    assert not is_telling(name, organisation=OWN)


@given(st.text(max_size=8), st.text(max_size=8), st.sampled_from(["menneskehandel", "TRAFFICKING", "prostitution"]))
def test_what_tells_most_is_found_wherever_it_stands(before, after, word):
    assert is_telling(f"{before} {word} {after}", organisation="")


@pytest.fixture
def leader(db):
    return staff("outreach_lead")


def test_the_leader_chooses_and_it_is_logged(leader):
    set_look(actor=leader, name="  Min   uge ", icon=LookIcon.LEAF)

    look = look_of(leader)
    assert (look.name, look.icon, look.set_by) == ("Min uge", "leaf", leader)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == ("look.set", {"icon": "leaf"})


def test_the_newest_counts_and_only_ones_own(leader, worker):
    LookFactory(organisation=OrganisationFactory(capabilities=["outreach"]), name="En andens")
    assert (look_of(worker).name, look_of(worker).icon) == ("Vagtplan", "calendar")
    for name in ("Ugeplan", "Noter"):
        LookFactory(set_by=leader, name=name)

    assert look_of(worker).name == "Noter"


def test_only_where_there_is_outreach():
    elsewhere = staff("outreach_lead", organisation=OrganisationFactory(capabilities=["police"]))

    with pytest.raises(PermissionDenied):
        set_look(actor=elsewhere, name="Ugeplan", icon=LookIcon.LEAF)


def test_the_verb_refuses_a_telling_name(leader):
    with pytest.raises(RuleError) as refused:
        set_look(actor=leader, name="CMM ude", icon=LookIcon.LEAF)

    assert (refused.value.field, PhoneLook.objects.exists()) == ("name", False)


@pytest.mark.parametrize("row", [{"name": " "}, {"icon": "logo"}])
def test_the_database_takes_no_other_look(row):
    with pytest.raises(DatabaseError), transaction.atomic():
        LookFactory(**row)


def test_the_page_saves_it_and_keeps_what_was_typed(desk):
    assert "er det en vagtplan med en kalender" in desk.get(LOOK).content.decode()
    assert desk.post(LOOK, {"name": "Ugeplan", "icon": "dots"}).status_code == 302
    assert "Nu hedder det “Ugeplan”" in desk.get(LOOK).content.decode()

    for name in ("Reden ude", "x" * 25, ""):
        answer = desk.post(LOOK, {"name": name, "icon": "leaf"})
        assert (answer.status_code, PhoneLook.objects.count()) == (422, 1)
        assert name in answer.content.decode()
    assert desk.post(LOOK, {"name": "Noter", "icon": "logo"}).status_code == 422


def test_the_phone_follows(phone, worker, leader):
    make_ready(actor=worker)
    LookFactory(set_by=leader, name="Ugeplan", icon="leaf")

    manifest = phone.get(MANIFEST).json()
    assert (manifest["name"], manifest["short_name"]) == ("Ugeplan", "Ugeplan")
    assert [icon["src"].startswith("/static/icons/look-leaf") for icon in manifest["icons"]] == [True, True]
    for page in ("/outreach/", "/outreach/queue/", "/outreach/contacts/new/", "/outreach/phone/page/"):
        text = phone.get(page).content.decode()
        assert "– Ugeplan</title>" in text
        assert 'rel="apple-touch-icon" href="/static/icons/look-leaf' in text
        assert "Vagtplan" not in text
    assert "<h1>Ugeplan</h1>" in phone.get("/outreach/hidden/").content.decode()


def test_whoever_is_not_logged_in_sees_a_dull_name(db, leader):
    LookFactory(set_by=leader)

    assert Client().get(MANIFEST).json()["name"] == "Vagtplan"
    assert "<h1>Vagtplan</h1>" in Client().get("/outreach/hidden/").content.decode()


def test_it_is_asked_for_once_on_a_phone_page_and_never_on_another(phone, desk):
    for browser, page, times in ((phone, "/outreach/queue/", 1), (desk, "/outreach/contacts/", 0)):
        with statements() as asked:
            browser.get(page)
        assert sum("outreach_phonelook" in one for one in asked) == times
