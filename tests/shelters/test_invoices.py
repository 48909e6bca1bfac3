"""The basis of invoices, on the page and in the file."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from shelters.models import Rate
from tests.factories.cases import CaseFactory
from tests.factories.shelters import PlacementFactory, UnitFactory, other_house
from tests.readings import seen
from tests.statements import asking

pytestmark = pytest.mark.django_db
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PAID = {"payer": "us", "responsible": "us"}


def days(first, until):
    return DateRange(date.fromisoformat(first), until and date.fromisoformat(until))


def rate(house, first, until=None, amount="1000.00", source="Takstblad"):
    return Rate.objects.create(shelter=house, valid=days(first, until), amount=Decimal(amount), source=source)


def asked(browser, page="invoice_list", **query):
    return browser.get(reverse(f"shelters:{page}"), query)


def october(browser, page="invoice_list", **query):
    return asked(browser, page, year=2026, month=10, **query)


def cells(content, sheet):
    """The rows of one sheet as lists of texts and numbers, empty cells left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strings = ["".join(one.itertext()) for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        rows = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml")).iter(f"{SHEET}row")
    return [[value(cell, strings) for cell in row if cell.find(f"{SHEET}v") is not None] for row in rows]


def value(cell, strings):
    said = cell.find(f"{SHEET}v").text
    return strings[int(said)] if cell.get("t") == "s" else float(said)


def test_a_stay_over_three_months_stands_in_each_with_its_own_nights(as_role):
    stay = PlacementFactory(stay=days("2026-09-29", "2026-11-03"), **PAID)
    rate(stay.unit.shelter, "2026-01-01", "2026-10-11", amount="1500.50")
    rate(stay.unit.shelter, "2026-10-11", amount="1600.00")

    lines = october(as_role("shelter_manager")).context["lines"]

    assert [(one.stay, one.line.days, one.line.amount) for one in lines] == [
        (stay, (date(2026, 10, 1), date(2026, 10, 11)), Decimal("15005.00")),
        (stay, (date(2026, 10, 11), date(2026, 11, 1)), Decimal("33600.00")),
    ]


def test_the_month_that_is_over_is_shown_first_and_nights_to_come_are_not_invoiced(as_role):
    PlacementFactory(stay=days("2026-10-30", "2026-12-24"))
    browser = as_role("shelter_manager")
    shown, now = asked(browser), asked(browser, year=2026, month=11)
    assert [one.line.nights for one in shown.context["lines"]] == [2]
    assert [one.line.days for one in now.context["lines"]] == [(date(2026, 11, 1), date(2026, 11, 23))]


@pytest.mark.parametrize(("payer", "shown"), [("", ["us", ""]), ("us", ["us"]), ("unsettled", [""]), ("other", [])])
def test_a_payer_is_chosen_and_stays_without_one_come_last(as_role, payer, shown):
    PlacementFactory(stay=days("2026-10-01", "2026-10-05"))
    PlacementFactory(stay=days("2026-10-02", "2026-10-05"), **PAID)
    page = october(as_role("shelter_manager"), payer=payer)
    assert [one.stay.payer for one in page.context["lines"]] == shown
    assert ("Betaler ikke fastlagt</strong>" in page.text) == ("" in shown)


def test_every_line_leads_to_its_stay_and_names_nobody(as_role):
    stay = PlacementFactory(stay=days("2026-10-01", "2026-10-05"), known_as="Beboer Ukendt")
    page = october(as_role("shelter_manager"))
    assert f'href="{stay.get_absolute_url()}"' in page.text
    assert "Beboer Ukendt" not in page.text
    assert stay.case.victim.code_name not in page.text


def test_a_manager_invoices_own_houses_and_a_coordinator_what_they_see(as_role):
    own = PlacementFactory(stay=days("2026-10-01", "2026-10-05"))
    other = PlacementFactory(stay=days("2026-10-01", "2026-10-03"), unit__shelter__organisation=other_house())
    kept = PlacementFactory(stay=days("2026-10-01", "2026-10-02"), case=CaseFactory(protection="named"))

    managers, coordinators = (october(as_role(role)) for role in ("shelter_manager", "cmm_coordinator"))

    assert {one.stay for one in managers.context["lines"]} == {own, kept}
    assert {one.stay for one in coordinators.context["lines"]} == {own, other}
    assert (managers.context["hidden"], coordinators.context["hidden"]) == (0, 1)
    assert "1 nat i måneden hører til et ophold, du ikke kan se" in coordinators.text


def test_the_file_has_every_line_its_sum_and_the_address_of_its_stay(as_role):
    stay = PlacementFactory(stay=days("2026-10-01", "2026-10-11"), known_as="Beboer Ukendt", **PAID)
    rate(stay.unit.shelter, "2026-10-06", amount="1500.55", source="=Takstblad 2026")

    answer = october(as_role("shelter_manager"), "invoice_file")

    rows, house = cells(answer.content, 1), stay.unit.shelter.name
    head = next(place for place, row in enumerate(rows) if row[:2] == ["Sted", "Ophold"])
    who = [house, stay.ref, "Udlændingestyrelsen", "Udlændingestyrelsen"]
    assert rows[head + 1] == [*who, 46296.0, 46301.0, 5.0, 0.0, "Ingen takst"]
    assert rows[head + 2] == [*who, 46301.0, 46306.0, 5.0, 0.0, 1500.55, 0.0, 46301.0, "'=Takstblad 2026", 7502.75]
    assert rows[head + 3] == ["I alt", 10.0, 7502.75]
    assert cells(answer.content, 2)[1] == ["Udlændingestyrelsen", house, 10.0, 5.0, 7502.75]
    assert rows[0:2] == [["Faktureringsgrundlag for oktober 2026"], ["Ikke til offentliggørelse"]]
    whole = unpacked(answer.content)
    assert f"http://testserver{stay.get_absolute_url()}" in whole
    assert not re.search(f"Beboer Ukendt|{stay.case.victim.code_name}|{stay.case.ref}", whole)


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return " ".join(book.read(name).decode() for name in book.namelist())


def test_who_takes_the_file_and_whose_stays_stand_in_it_is_logged(as_role, manager):
    stay = PlacementFactory(stay=days("2026-10-01", "2026-10-11"), **PAID)
    answer = october(as_role("shelter_manager"), "invoice_file", payer="us")

    entry = AuditEntry.objects.get(action=AuditAction.INVOICE_BASIS_TAKEN)
    assert (entry.actor_id, entry.details) == (manager.pk, {"month": "2026-10", "payer": "us", "stays": 1, "lines": 1})
    assert seen() == [(manager.pk, "export", stay.ref)]
    assert answer["Content-Disposition"] == 'attachment; filename="faktureringsgrundlag-2026-10.xlsx"'


def test_whose_stays_are_shown_is_logged(as_role, manager):
    stay = PlacementFactory(stay=days("2026-10-01", "2026-10-11"))
    october(as_role("shelter_manager"))
    assert seen() == [(manager.pk, "list", stay.ref)]


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_asks_the_same_however_many_stays(as_role, number):
    for _ in range(number):
        rate(PlacementFactory(stay=days("2026-10-01", "2026-10-05"), **PAID).unit.shelter, "2026-01-01")
    browser = as_role("cmm_coordinator")
    with asking(11):
        page = october(browser)
    assert len(page.context["lines"]) == number


def test_a_long_month_is_cut_into_pages_and_its_sums_are_whole(as_role):
    unit = UnitFactory()
    rate(unit.shelter, "2026-01-01")
    for _ in range(52):
        PlacementFactory(stay=days("2026-10-01", "2026-10-02"), unit=UnitFactory(shelter=unit.shelter), **PAID)
    page = october(as_role("shelter_manager"))
    assert (len(page.context["lines"]), page.context["costs"].amount) == (50, Decimal("52000.00"))


def test_a_month_nobody_slept_in_says_what_to_do(as_role):
    page = asked(as_role("shelter_manager"), year=2019, month=2)
    assert (page.status_code, "Ingen nætter at fakturere" in page.text) == (200, True)
