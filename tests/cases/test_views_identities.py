"""The page Identitet: masked until asked for, shown one group at a time, nothing in titles and addresses."""

import pytest
from django.urls import reverse

from cases.models import Identity
from cases.particulars import Names
from cmm.accounts.scoping import grant
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from tests.factories.cases import CaseFactory, SafetyNoteFactory
from tests.factories.identities import ALL, NAMES, IdentityFactory
from tests.readings import seen

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def address(case):
    return reverse("cases:identity", args=[case.ref])


def group(case, name="names"):
    return reverse("cases:identity_group", args=[case.ref, name])


def edit(case, name="names"):
    return reverse("cases:identity_edit", args=[case.ref, name])


def values():
    return [value for particulars in ALL for value in particulars.filled().values()]


def logged():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "details"))


def test_the_page_shows_that_something_is_known_and_not_what(as_role):
    case = IdentityFactory().case

    page = as_role("cmm_caseworker").get(address(case)).text

    assert [value for value in values() if value in page] == []
    assert page.count("<span>Vis</span>") == 3


def test_a_case_without_an_identity_says_that_it_runs_without(as_role):
    page = as_role("cmm_caseworker").get(address(CaseFactory())).text
    assert "Sagen kører uden" in page
    assert page.count("Skriv ind") == 3


def test_an_officer_is_offered_no_form(as_role):
    officer = as_role("immigration_officer")
    empty, full = CaseFactory(authority="us"), IdentityFactory(case=CaseFactory(authority="us")).case

    assert "/edit/" not in officer.get(address(empty)).text + officer.get(address(full)).text
    assert officer.post(group(full)).status_code == 200
    assert officer.get(edit(full)).status_code == 404


def test_a_group_is_shown_in_its_place_for_a_minute_and_the_log_knows(as_role, caseworker):
    case = IdentityFactory(case__caseworker=caseworker).case

    part = as_role("cmm_caseworker").post(group(case, "contact"), headers=HTMX).text

    assert [value for value in ALL[2].filled().values() if value not in part] == []
    assert [value for value in ALL[1].filled().values() if value in part] == []
    assert 'data-shown-for="60"' in part
    assert "<html" not in part
    assert logged() == [(AuditAction.IDENTITY_REVEALED, {"group": "contact"})]


def test_the_safety_note_stands_before_the_phone(as_role, caseworker):
    case = IdentityFactory(case__caseworker=caseworker).case
    SafetyNoteFactory(case=case, no_threat=False, said={"threat": "Ekskæresten leder.", "as_whom": "Tandlægen"})
    part = as_role("cmm_caseworker").post(group(case, "contact"), headers=HTMX).text
    assert part.index("Ekskæresten leder.") < part.index("Tandlægen") < part.index("+45 00 00 00 01")


def test_it_stands_before_the_phone_of_whoever_corrects_it_too(as_role, caseworker):
    case = IdentityFactory(case__caseworker=caseworker).case
    SafetyNoteFactory(case=case, no_threat=False, said={"threat": "Ekskæresten leder."})
    browser = as_role("cmm_caseworker")
    page = browser.get(edit(case, "contact")).text
    assert page.index("Ekskæresten leder.") < page.index("+45 00 00 00 01")
    assert "Ekskæresten leder." not in browser.get(edit(case, "names")).text


@pytest.mark.parametrize("written", ["+45 00 00 00 01", "0045 00000001", "00 00 00 01"])
def test_whoever_reads_a_phone_a_threat_comes_from_is_warned(as_role, caseworker, written):
    threatened = SafetyNoteFactory(
        case__caseworker=caseworker, said={"threat": "Ringer.", "threat_phone": written}
    ).case
    hidden = SafetyNoteFactory(case__protection="restricted", said={"threat": "x", "threat_phone": written}).case
    case = IdentityFactory(case__caseworker=caseworker).case

    part = as_role("cmm_caseworker").post(group(case, "contact"), headers=HTMX).text

    assert f"i {threatened.ref}. Ring ikke til det." in part
    assert hidden.ref not in part


def test_the_mask_waits_beside_what_is_shown(as_role, caseworker):
    case = IdentityFactory(case__caseworker=caseworker).case
    part = as_role("cmm_caseworker").post(group(case), headers=HTMX).text
    shown, _, mask = part.partition("<template>")
    assert ("Fiktiva" in shown, "Fiktiva" in mask, "<span>Vis</span>" in mask) == (True, False, True)


def test_without_a_script_a_group_has_a_page_that_goes_back_by_itself(as_role):
    case = IdentityFactory().case

    answer = as_role("cmm_caseworker").post(group(case))

    assert answer["Refresh"] == f"60; url={address(case)}"
    assert "Fiktiva" in answer.text
    assert "Siden går selv tilbage til de skjulte felter." in answer.text
    assert "Fiktiva" not in answer.text.partition("</title>")[0]


def test_an_address_alone_shows_nothing(as_role):
    case = IdentityFactory().case
    assert as_role("cmm_caseworker").get(group(case)).url == address(case)


@pytest.mark.parametrize("name", ["names", "no-such-group", "number_index"])
def test_what_is_not_there_cannot_be_shown(as_role, name):
    assert as_role("cmm_caseworker").post(group(CaseFactory(), name)).status_code == 404
    case = IdentityFactory(names=None).case
    assert as_role("cmm_caseworker").post(group(case, name)).status_code == 404
    assert as_role("cmm_caseworker").get(edit(case, "no-such-group")).status_code == 404


def test_the_first_that_is_known_is_written_in(as_role):
    case = CaseFactory()

    answer = as_role("cmm_caseworker").post(edit(case), {"given_names": "Fiktiva", "aliases": "Fia"})

    assert answer.url == address(case)
    assert Identity.objects.get(victim=case.victim).particulars("names") == Names(given_names="Fiktiva", aliases="Fia")


def test_opening_the_form_is_asking_to_see_it(as_role, caseworker):
    case, browser = IdentityFactory(case__caseworker=caseworker).case, as_role("cmm_caseworker")

    form = browser.get(edit(case)).context["form"]
    browser.post(edit(case), form.initial | {"given_names": "Fiktivia"})

    assert Identity.objects.get().particulars("names").given_names == "Fiktivia"
    assert logged() == [
        (AuditAction.IDENTITY_REVEALED, {"group": "names"}),
        (AuditAction.IDENTITY_CHANGED, {"group": "names", "fields": ["given_names"]}),
    ]


def test_an_empty_group_is_opened_without_a_word(as_role, caseworker):
    case = IdentityFactory(names=None, case__caseworker=caseworker).case
    as_role("cmm_caseworker").get(edit(case))
    assert (logged(), [(surface, ref) for _who, surface, ref in seen()]) == ([], [("page", case.ref)])


def test_a_wrong_number_is_refused_at_its_field_and_kept_on_the_screen(as_role):
    answer = as_role("cmm_caseworker").post(edit(CaseFactory(), "numbers"), {"cpr_number": "320177-8121"})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"cpr_number"})
    assert 'value="320177-8121"' in answer.text


def test_an_odd_number_is_saved_with_a_warning_that_does_not_repeat_it(as_role):
    answer = as_role("cmm_caseworker").post(edit(CaseFactory(), "numbers"), {"cpr_number": "1101778121"}, follow=True)

    assert "opfylder ikke modulus 11" in answer.text
    assert "1101778121" not in answer.text.replace("-", "")


def test_whoever_saves_second_reads_it_and_keeps_what_was_written(as_role):
    case, browser = IdentityFactory().case, as_role("cmm_caseworker")
    browser.post(edit(case), {"version": 1, "given_names": "Først"})

    answer = browser.post(edit(case), {"version": 1, "given_names": "Sidst"})

    assert (answer.status_code, 'value="Sidst"' in answer.text) == (422, True)
    assert Identity.objects.get().particulars("names").given_names == "Først"


def test_no_page_holds_a_name_in_its_title_or_its_addresses(as_role):
    case, browser = IdentityFactory().case, as_role("cmm_caseworker")
    for answer in (browser.get(address(case)), browser.post(group(case)), browser.get(edit(case))):
        title = answer.text.partition("</title>")[0]
        assert [
            value for value in NAMES.filled().values() if value in title or value in answer.request["PATH_INFO"]
        ] == []


def test_a_grant_on_the_case_opens_no_identity_to_a_role_that_has_none(as_role, people, coordinator):
    case = IdentityFactory().case
    grant(to=people["police_liaison"], action="view", row=case, reason="Afhøring", given_by=coordinator)
    pages = [case.get_absolute_url(), address(case)]
    assert [as_role("police_liaison").get(page).status_code for page in pages] == [200, 404]


def test_the_tab_is_there_for_those_it_opens_to(as_role):
    case = CaseFactory(authority="us")
    for role in ("cmm_coordinator", "immigration_officer"):
        assert address(case) in as_role(role).get(case.get_absolute_url()).text
