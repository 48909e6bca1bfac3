"""Which pages are pictured, for whom, and on which row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cases.legacy.models import Batch
from cases.merging.models import Merge
from cases.models import Case, Changeover, DuplicateProposal, Inquiry
from cases.outreach.models import Round
from cmm.oversight.unusual.models import Entry
from identification.models import Assessment
from reports.coordination.models import StatusReport
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


def merged() -> str:
    """A merge that stands, as the colleague who made it reads it."""
    merge = Merge.objects.filter(undone_at__isnull=True).select_related("case").latest("merged_at")
    return reverse("merging:merge_detail", args=[merge.case.ref, merge.pk])


def two_alike() -> str:
    """Two files somebody found to be one person's, side by side before they are merged."""
    alike = DuplicateProposal.objects.filter(verdict="same").order_by("-pk")
    for one in alike:
        cases = [Case.objects.filter(victim=victim, closed_on=None).first() for victim in (one.first_id, one.second_id)]
        if all(cases) and not any(Merge.objects.filter(husk=case).exists() for case in cases):
            return reverse("merging:merge_create", args=[case.ref for case in cases])
    here, there = Case.objects.allowed(person("cmm_coordinator"), "merge").filter(status="in_support")[:2]
    return reverse("merging:merge_create", args=[here.ref, there.ref])


def offered() -> str:
    waiting = Changeover.objects.filter(receiver=person("cmm_caseworker"), ended_at__isnull=True)
    return reverse("cases:changeover_detail", args=[waiting.latest("offered_at").pk])


def asked_about() -> str:
    """A reading on the week's list that its reader was asked about, as the data protection officer sees it."""
    return reverse("unusual:entry_detail", args=[Entry.objects.exclude(asked="").order_by("pk")[0].pk])


def moved_in() -> Batch:
    """Former case sheets that were moved in."""
    return Batch.objects.order_by("pk")[0]


def status_report() -> StatusReport:
    return StatusReport.objects.filter(files__isnull=False).latest("asked_at")


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
    Picture("32-to-sager-bliver-en", "cmm_coordinator", two_alike, DESK),
    Picture("33-lagt-sammen", "cmm_coordinator", merged, DESK),
    Picture("34-hold", "cmm_coordinator", page("team"), DESK),
    Picture("35-afloesning", "cmm_coordinator", page("cases:cover_list"), DESK),
    Picture("36-overtag-en-sag", "cmm_caseworker", offered, DESK),
    Picture("37-forloeb", "cmm_caseworker", of(own_case, "followup:case_followup"), DESK),
    Picture("38-kopi-til-personen", "cmm_caseworker", of(own_case, "case_copy"), DESK),
    Picture("39-samordning", "cmm_coordinator", page("coordination:forum_list"), DESK),
    Picture("40-handlingsplan", "cmm_coordinator", page("coordination:activity_list"), DESK),
    Picture("41-statusrapport", "ministry_reader", of(status_report), DESK),
    Picture("42-i-dag-telefon", "cmm_caseworker", page("today"), PHONE),
    Picture("43-min-adgang", "cmm_caseworker", page("access"), PHONE),
    Picture("44-usaedvanlige-opslag", "data_protection_officer", page("unusual:entry_list"), DESK),
    Picture("45-et-opslag", "data_protection_officer", asked_about, DESK),
    Picture("46-opbevaring", "cmm_coordinator", page("retention:years_list"), DESK),
    Picture("47-tidligere-sagsark", "cmm_coordinator", of(moved_in), DESK),
    Picture("48-spoergsmaal", "cmm_caseworker", page("unusual:question_list"), PHONE),
)
