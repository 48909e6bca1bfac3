"""Which pages are pictured, for whom, and on which row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cases.models import Case, Inquiry
from cases.outreach.models import Round
from identification.models import Assessment
from shelters.models import PlacementRequest
from tests.screenshots.register import person

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, whose screen it is, and where on the register."""

    name: str
    role: str
    address: Callable[[], str]
    size: dict[str, int]
    language: str = "da"


def page(name: str, *args) -> Callable[[], str]:
    return lambda: reverse(name, args=args)


def of(find: Callable[[], object], name: str = "") -> Callable[[], str]:
    """The page of a row, or the page ``name`` about it."""

    def address() -> str:
        row = find()
        return reverse(name, args=[getattr(row, "ref", None)]) if name else row.get_absolute_url()

    return address


def own_case() -> Case:
    """A case of the caseworker's with a long course: in support, with a stay."""
    mine = Case.objects.of(person("cmm_caseworker")).filter(status="in_support", protection="restricted")
    return mine.order_by("pk").first()


def urgent_inquiry() -> Inquiry:
    return Inquiry.objects.open().filter(urgent=True).latest("received_at")


def draft() -> str:
    mine = Assessment.objects.filter(state="draft", prepared_by=person("cmm_caseworker"))
    found = mine.select_related("case").order_by("pk").first()
    return reverse("identification:assessment_edit", args=[found.case.ref, found.number])


def to_decide() -> str:
    waiting = Assessment.objects.waiting().allowed(person("cmm_coordinator"), "decide").filter(case__authority="cmm")
    found = waiting.filter(recommendation="trafficked").select_related("case").first()
    return reverse("identification:assessment_decide", args=[found.case.ref, found.number])


def request() -> PlacementRequest:
    asked = PlacementRequest.objects.waiting().allowed(person("shelter_manager"), "answer")
    return asked.pressing_first().first()


def running() -> Round:
    return Round.objects.of(person("outreach_worker")).running().get()


def walled() -> Case:
    """A case that a wall keeps from a colleague, and that others have opened."""
    seen = Case.objects.allowed(person("cmm_coordinator"), "control_access")
    return seen.filter(walls__lifted_at__isnull=True, walls__isnull=False).order_by("pk").first()


def colleagues_case() -> Case:
    """One that the caseworker has not said what they open it for."""
    worker = person("cmm_caseworker")
    others = Case.objects.allowed(worker).exclude(caseworker=worker).filter(caseworker__isnull=False)
    return others.filter(stated_purposes__isnull=True, status="in_support").order_by("-pk").first()


PICTURES = (
    Picture("01-log-ind", "", page("login"), DESK),
    Picture("02-i-dag", "cmm_caseworker", page("today"), DESK),
    Picture("03-henvendelse", "cmm_caseworker", of(urgent_inquiry), DESK),
    Picture("04-sager", "cmm_caseworker", page("cases:case_list"), DESK),
    Picture("05-sag", "cmm_caseworker", of(own_case), DESK),
    Picture("06-journal", "cmm_caseworker", of(own_case, "cases:journal"), DESK),
    Picture("07-vurdering", "cmm_caseworker", draft, DESK),
    Picture("08-i-dag-koordinator", "cmm_coordinator", page("today"), DESK),
    Picture("09-afgoerelse", "cmm_coordinator", to_decide, DESK),
    Picture("10-afgoerelser", "immigration_officer", page("identification:decision_list"), DESK),
    Picture("11-pladser", "shelter_manager", page("shelters:board"), DESK),
    Picture("12-anmodning", "shelter_manager", of(request), DESK),
    Picture("13-i-nat", "shelter_staff", page("shelters:tonight"), PHONE),
    Picture("14-henvisninger", "police_liaison", page("cases:referral_list"), DESK),
    Picture("15-runde", "outreach_worker", of(running), PHONE),
    Picture("16-ny-kontakt", "outreach_worker", page("outreach:contact_create"), PHONE),
    Picture("17-kontakter", "outreach_lead", page("outreach:contact_list"), DESK),
    Picture("18-udgaver", "cmm_statistician", page("reports:edition_list"), DESK),
    Picture("19-udgave", "cmm_statistician", page("reports:edition_detail", 2021), DESK),
    Picture("20-ministerium", "ministry_reader", page("reports:edition_list"), DESK),
    Picture("21-log", "data_protection_officer", page("audit_log"), DESK),
    Picture("22-brugere", "user_administrator", page("user_list"), DESK),
    Picture("23-tilsyn", "supervision_inspector", page("shelters:supervision"), DESK),
    Picture("24-case-in-english", "cmm_caseworker", of(own_case), DESK, "en"),
    Picture("25-adgang", "cmm_coordinator", of(walled, "case_access"), DESK),
    Picture("26-formaal", "cmm_caseworker", of(colleagues_case, "cases:case_purpose"), DESK),
    Picture("27-noedadgang", "cmm_caseworker", page("cases:glass_create"), DESK),
    Picture("28-gennemgang", "cmm_coordinator", page("cases:glass_list"), DESK),
    Picture("29-identitet", "cmm_caseworker", of(own_case, "cases:identity"), DESK),
    Picture("30-hvem-har-set", "data_protection_officer", of(own_case, "audit_person"), DESK),
    Picture("31-moenstre", "data_protection_officer", page("audit_patterns"), DESK),
)
