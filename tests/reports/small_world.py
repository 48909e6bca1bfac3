"""A small register of 2026: enough persons for figures to be shown, and every reason not to be counted."""

from datetime import UTC, date, datetime

from cases.enums import CodeList
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, VictimFactory, code
from tests.factories.identification import AssessmentFactory, DecisionFactory, EventFactory
from tests.factories.outreach import ActivityFactory
from tests.factories.periods import PeriodFactory
from tests.factories.shelters import PlacementFactory, UnitFactory
from tests.factories.shelters import nights as from_today

SEXES, AGES, COUNTRIES = ("female", "male"), ("18_24", "25_34", "15_17", "35_44"), ("NG", "RO", "TH")
YEARS, ACTS = {"18_24": 21, "25_34": 29, "15_17": 16, "35_44": 40}, ("theft", "drug_sales")
FORMS, SOURCES = ("sexual_prostitution", "forced_labour", "forced_labour"), ("police", "us", "citizen", "ngo_reden")

FIRST = 24


def build(persons=24):
    """``persons`` identified, those after the 24th made to commit criminal acts, and beside them who is not counted."""
    colleagues = {"prepared_by": staff("cmm_caseworker"), "decided_by": staff("cmm_coordinator")}
    cases = [decided(place, colleagues) for place in range(persons)]
    not_counted(cases, colleagues)
    for place in range(20):
        InquiryFactory(
            source=code(CodeList.REFERRAL_SOURCE, SOURCES[place % 4]),
            channel=code(CodeList.REFERRAL_CHANNEL, "hotline" if place % 2 else "email"),
            received_at=datetime(2026, 3, 1 + place, 9, tzinfo=UTC),
            logged_by=colleagues["prepared_by"],
        )
    unit = UnitFactory()
    for place in range(7):
        PlacementFactory(case=cases[place], unit=unit, stay=from_today(-40 + 5 * place, -36 + 5 * place))
        PeriodFactory(case=cases[place], recorded_by=colleagues["prepared_by"])
    for day in range(6):
        ActivityFactory(held_on=date(2026, 5, 1 + day))


def decided(place, colleagues):
    """Somebody identified in 2026, under codes that follow from their place in the row."""
    victim = VictimFactory(sex=SEXES[place % 5 // 3], age_band=AGES[place % 4], citizenship=COUNTRIES[place % 3])
    case = CaseFactory(victim=victim, region="hovedstaden" if place % 2 else "syddanmark", status="in_support")
    form = code(CodeList.EXPLOITATION_FORM, FORMS[place % 3] if place < FIRST else "criminal_acts")
    years = {"age_years": YEARS[victim.age_band]}
    decision(case, colleagues, date(2026, 1 + place % 9, 3), exploitation_form=form, **years)
    if place >= FIRST:
        act = code(CodeList.CRIMINAL_ACT_TYPE, ACTS[place % 5 // 3])
        EventFactory(case=case, criminal_act=act, exploitation_form=form, recorded_by=colleagues["prepared_by"])
    elif place % 3:
        sector = code(CodeList.LABOUR_BRANCH, "construction" if place % 2 else "cleaning")
        EventFactory(case=case, sector=sector, recorded_by=colleagues["prepared_by"])
    return case


def not_counted(cases, colleagues):
    """A second decision of the same case, two decisions that were set aside, a second case, and six who were not."""
    decision(cases[0], colleagues, date(2026, 10, 6))
    for _one in range(2):
        case = CaseFactory(status="in_support")
        decision(case, colleagues, date(2026, 2, 3))
        decision(case, colleagues, date(2026, 3, 3), outcome="not_trafficked")
    decision(CaseFactory(victim=cases[1].victim, status="in_support"), colleagues, date(2026, 10, 7))
    for _one in range(6):
        decision(CaseFactory(status="in_support"), colleagues, date(2026, 4, 3), outcome="not_trafficked")


def decision(case, colleagues, on, outcome="trafficked", **more):
    more |= {"prepared_by": colleagues["prepared_by"], "age_band": case.victim.age_band}
    assessment = AssessmentFactory(case=case, decided=True, outcome=outcome, **more)
    return DecisionFactory(
        case=case, assessment=assessment, outcome=outcome, decided_on=on, decided_by=colleagues["decided_by"]
    )
