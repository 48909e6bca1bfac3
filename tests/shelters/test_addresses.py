"""Where a secret house lies: for those who need it, for a minute, and nowhere else."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry, Reading
from cmm.core.errors import RuleError
from shelters.models import Address
from shelters.services import reveal_address, write_address
from tests.factories.accounts import OrganisationFactory
from tests.factories.cases import CaseFactory
from tests.factories.shelters import (
    AddressFactory,
    ApprovalFactory,
    InspectionFactory,
    PlacementFactory,
    ShelterFactory,
    UnitFactory,
    nights,
)
from tests.permissions.matrix import EVERYBODY, FORMS_ONLY, PAGES
from tests.permissions.world import build

pytestmark = pytest.mark.django_db
SAID = "Mærkevej 77, 9999 Ingensted"
NEED_IT = {"shelter_staff", "shelter_manager", "cmm_coordinator", "supervision_inspector"}


def entries():
    return list(AuditEntry.objects.filter(action__startswith="address.").values_list("action", "details"))


def test_the_house_writes_it_and_the_log_says_only_that(manager):
    shelter = ShelterFactory(address_class="secret", slug="hemmeligt")

    written = write_address(actor=manager, shelter=shelter, address=SAID)
    again = write_address(actor=manager, shelter=shelter, address="Et andet sted")

    assert (written.pk, Address.objects.get().said.reveal()) == (again.pk, "Et andet sted")
    assert entries() == [(AuditAction.ADDRESS_WRITTEN, {"shelter": "hemmeligt"})] * 2


def test_each_showing_stands_in_the_log(people):
    address = AddressFactory(said=SAID, shelter__slug="hemmeligt")

    assert reveal_address(actor=people["shelter_staff"], address=address) == SAID
    assert entries() == [(AuditAction.ADDRESS_REVEALED, {"shelter": "hemmeligt"})]


def test_a_public_address_is_not_hidden(manager):
    with pytest.raises(RuleError, match="offentlig"):
        write_address(actor=manager, shelter=ShelterFactory(), address=SAID)


def test_nothing_stands_there_that_was_not_closed():
    AddressFactory()
    refused = pytest.raises(IntegrityError, match="address_is_closed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE shelters_address SET said = %s", [SAID.encode()])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_it_is_shown_to_who_needs_it_for_a_minute(role, as_role):
    house = AddressFactory(said=SAID).shelter

    answer = as_role(role).post(reverse("shelters:address_show", args=[house.slug]))

    assert (SAID in answer.content.decode()) == (role in NEED_IT)
    back = f"60; url={house.get_absolute_url()}" if role in NEED_IT else None
    assert answer.headers.get("Refresh") == back
    assert len(entries()) == (role in NEED_IT)


def test_no_page_says_it_to_anybody_who_did_not_ask(people, as_role, caplog):
    """Every page of the register that a role opens, lists, searches and files among them, as each of thirteen roles,
    and one that is closed to them: all of those are the same page (``test_matrix``).
    """
    world = build(people)
    for address in Address.objects.all():
        address.said = SAID
        address.save()
    told = {role: told_to(as_role(role), addresses(world, role)) for role in sorted(EVERYBODY)}
    assert (told, "Mærkevej 77" in caplog.text) == ({role: [] for role in sorted(EVERYBODY)}, False)


def addresses(world, role):
    """Of every page that is more than a form: of one about a house all, of one about a case the caseworker's own."""
    yield reverse("case_detail", kwargs=world.rows["case"]["absent"])
    for name in sorted(set(PAGES) - FORMS_ONLY):
        kind, relations = PAGES[name]
        for relation in relations if name.startswith("shelters:") else list(relations)[:1]:
            if role in relations[relation]:
                yield reverse(name, kwargs=world.rows[kind][relation] if kind else {})


def told_to(browser, urls):
    return [url for url in urls if says(browser.get(url, {"q": "Mærkevej"}))]


def says(answer):
    sent = b"".join(answer) if answer.streaming else answer.content
    return "Mærkevej 77".encode() in sent or "Mærkevej 77" in str(answer.headers)


def test_a_form_nobody_may_send_keeps_what_was_typed(as_role):
    house = ShelterFactory(slug="aabent")

    answer = as_role("shelter_manager").post(reverse("shelters:address_edit", args=[house.slug]), {"address": SAID})

    assert (answer.status_code, SAID in answer.content.decode(), Address.objects.count()) == (422, True, 0)


def test_whoever_has_somebody_there_is_shown_it_and_the_log_says_why(as_role, people):
    unit = UnitFactory(shelter=AddressFactory(said=SAID).shelter)
    case = CaseFactory(caseworker=people["cmm_caseworker"])
    PlacementFactory(case=case, victim=case.victim, unit=unit, stay=nights(-3, 7))

    answer = as_role("cmm_caseworker").post(reverse("shelters:address_show", args=[unit.shelter.slug]))

    assert SAID in answer.content.decode()
    assert Reading.objects.get(target_type="shelters.address").basis == "guest_of_mine"


def test_an_inspector_sees_where_a_house_lies_that_they_supervise_and_no_other(as_role):
    """Where an approval of theirs is in force, or a visit of theirs is to come and nobody else supervises."""
    ours, theirs = (AddressFactory(said=SAID, shelter__approved=False).shelter for _ in range(2))
    ApprovalFactory(shelter=ours)
    ApprovalFactory(shelter=theirs, organisation=OrganisationFactory(code="socialtilsyn-nord"))
    InspectionFactory(shelter=theirs)
    inspector = as_role("supervision_inspector")

    shown, hidden = (inspector.post(reverse("shelters:address_show", args=[one.slug])) for one in (ours, theirs))

    assert (shown.status_code, SAID in shown.text, hidden.status_code) == (200, True, 404)
    assert Reading.objects.get(target_type="shelters.address").basis == "supervised_by_us"
    button = "Vis adressen i ét minut"
    assert [button in inspector.get(one.get_absolute_url()).text for one in (ours, theirs)] == [True, False]
    assert SAID not in inspector.get(ours.get_absolute_url()).text
