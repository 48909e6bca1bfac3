"""One case in the words of HTCDS 2.0, the Human Trafficking Case Data Standard (IOM, CC BY 4.0), field by field.

Every one of its 83 fields is answered for: with a value, or with why there is none. What could lead somebody to the
person never leaves in a file: addresses, phones, numbers, free text. The name only where it was chosen.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

FIELDS = Path(__file__).parent / "htcds_fields.csv"
MAPPED, EMPTY, PARTLY = "mapped", "empty", "partly"
NOT_RECORDED, KEPT_BACK, FREE_TEXT, DEPRECATED = "not_recorded", "kept_back", "free_text", "deprecated"
NOT_CHOSEN = "not_chosen"
WHY = {
    MAPPED: _("Mapped"),
    PARTLY: _("Mapped as far as the standard has a code"),
    EMPTY: _("The case says nothing of it"),
    NOT_RECORDED: _("The register has no such field"),
    KEPT_BACK: _("Kept back: it could lead somebody to the person"),
    FREE_TEXT: _("Kept back: free text leaves in no file"),
    DEPRECATED: _("Given up in HTCDS 2.0"),
    NOT_CHOSEN: _("The name was not chosen to be sent"),
}

GENDER = {"female": "Feminine", "male": "Masculine", "trans_or_other": "NonSpecifiedUnknown"}
STATUS = {"trafficked": "ActualVictimOfTrafficking", "not_trafficked": "NotAVictimOfTrafficking"}
POSSIBLE = "PossibleVictimOfTrafficking"
DECIDED_BY = dict.fromkeys(("cmm", "us", "siri"), "NonPoliceGovernmentalOrganization") | {"court": "CourtOrProsecution"}
CASE_STATUS = {"in_support": "FollowUp", "closed": "Closed"}
FORMS = {
    "sexual_prostitution": "SexualExploitation", "sexual_pornography": "SexualExploitation",
    "forced_labour": "ForcedLabour", "slavery_like": "Servitude", "begging": "ForcedBegging",
    "organ_removal": "OrganRemoval", "forced_or_sham_marriage": "ForcedMarriage", "other": "Other",
}  # fmt: skip
NO_CODE = {"criminal_acts": "Other"}  # HTCDS knows no forced criminality
SEX_FORMS = {"sexual_prostitution": "Prostitution", "sexual_pornography": "Pornography"}
INDUSTRIES = {
    "construction": "F_Construction", "restaurant": "I_AccommodationAndFoodServiceActivities",
    "hotel": "I_AccommodationAndFoodServiceActivities", "cleaning": "N_AdministrativeAndSupportServiceActivities",
    "agriculture_horticulture": "A_AgricultureForestryAndFishing", "fishing": "A_AgricultureForestryAndFishing",
    "transport": "H_TransportationAndStorage", "distribution": "H_TransportationAndStorage",
    "private_care_cleaning": "T_ActivitiesOfHouseholdsAsEmployers",
    "street_sales": "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
}  # fmt: skip
CONTROL = {
    "debt_bondage": "DebtBondage", "takes_earnings": "TakesEarnings",
    "restricts_financial_access": "RestrictsFinancialAccess", "threats": "PhysicalThreats",
    "threat_law_enforcement": "ThreatsLawEnforcement", "threatens_family": "ThreatensChildrenFamily",
    "false_promises": "FalsePromises", "psychological_abuse": "PsychologicalAbuse", "physical_abuse": "PhysicalAbuse",
    "sexual_abuse": "SexualAbuse", "substances": "PsychoactiveSubstance",
    "restricts_movement": "RestrictsMovement",  # defined by the standard, and left out of its list
    "restricts_medical_care": "RestrictsMedicalCare", "withholds_necessities": "WithholdsNecessities",
    "excessive_hours": "ExcessiveWorkingHours", "withholds_documents": "WithholdsDocuments", "other": "Other",
}  # fmt: skip
RELATIONS = {"family": "Familial", "intimate_partner": "Acquainted", "friend": "Acquainted"}
EVENTS = {"recruitment": "Recruitment", "transit": "Transit", "exploitation": "Exploitation"}

ABSENT = {
    NOT_RECORDED: (
        "org_", "prs_Salutation", "prs_MiddleName", "prs_Birthdate", "prs_Deceased", "prs_MaritalStatus",
        "prs_NumberOfChildren", "prs_SecondaryLanguage", "prs_HighestLevelOfEducation", "prs_Title",
        "vic_AgeWhenTrafficked", "vic_RecruitmentWebsitesAndApps", "vic_MethodOfRecruitment",
        "vic_ExploitationWebsitesAndApps", "per_", "cas_ReasonForIncomingReferral", "cas_ReasonForOutgoingReferral",
        "hte_State", "spl_",
    ),
    KEPT_BACK: (
        "prs_IdentityNumber", "prs_Email", "prs_HomePhone", "prs_MobilePhone", "prs_Mailing", "hte_Longitude",
        "hte_Latitude", "hte_Street", "hte_PostalCode", "cas_CaseOwner", "cas_ReferringPrimaryCaseWorker",
        "cas_ReferredPrimaryCaseWorker",
    ),
    FREE_TEXT: (
        "cas_ReasonForCaseClosure", "cas_IncomingReferralDetails", "cas_OutgoingReferralDetails", "cco_CaseComment",
        "hte_Description",
    ),
    DEPRECATED: ("vic_AgreementToManagePersonalData", "vic_Vulnerabilities", "vic_DetailsOfVulnerabilities"),
}  # fmt: skip


class Field(NamedTuple):
    """A field of the standard."""

    section: str
    status: str
    core: str
    name: str
    label: str


@cache
def fields() -> tuple[Field, ...]:
    with FIELDS.open(encoding="utf-8") as file:
        return tuple(Field(*row) for row in list(csv.reader(file))[1:])


@dataclass(frozen=True)
class Happened:
    """One event of the case as far as a file may tell of it."""

    kind: str
    country: str = ""
    city: str = ""
    date: str = ""  # as exactly as it is known


@dataclass(frozen=True)
class Facts:
    """What one case says, in the register's own codes."""

    sex: str = "unknown"
    citizenship: str = ""
    language: str = ""
    status: str = "inquiry"
    outcome: str = ""
    decided_by: str = ""
    forms: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    recruiters: tuple[str, ...] = ()
    events: tuple[Happened, ...] = ()
    referred_by: str = ""
    opened_on: str = ""
    receiver: str = ""
    sent_on: str = ""
    consents: tuple[str, ...] = ()  # the topics somebody answered yes to
    names: tuple[str, str] | None = None  # given and family names, where it was chosen


@dataclass(frozen=True)
class Answer:
    """A field of the standard, what the file says in it, and why."""

    field: Field
    value: str
    result: str

    @property
    def why(self) -> str:
        return str(WHY[self.result])


@dataclass(frozen=True)
class Mapped:
    """The case in the standard's words."""

    answers: list[Answer]
    events: list[Happened] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """The names of the fields the file says something in."""
        return [one.field.name for one in self.answers if one.value]


def mapped(facts: Facts) -> Mapped:
    """An answer for every field of the standard, in its order."""
    values = values_of(facts)
    events = [one for one in facts.events if one.kind in EVENTS]
    return Mapped([answer(one, values, facts) for one in fields()], events)


def answer(one: Field, values: dict[str, str], facts: Facts) -> Answer:
    for why, names in ABSENT.items():
        if one.name in names or one.name.startswith(tuple(name for name in names if is_prefix(name))):
            return Answer(one, "", why)
    if one.name in ("prs_FirstName", "prs_SecondName") and facts.names is None:
        return Answer(one, "", NOT_CHOSEN)
    value = values[one.name]
    if value and one.name == "vic_TypeOfExploitation" and set(facts.forms) & set(NO_CODE):
        return Answer(one, value, PARTLY)
    return Answer(one, value, MAPPED if value else EMPTY)


def is_prefix(name: str) -> bool:
    return name.endswith("_") or name == "prs_Mailing"


def values_of(facts: Facts) -> dict[str, str]:
    """Every field that the register can fill; several values stand with a semicolon between them."""
    given, family = facts.names or ("", "")
    exploited = [one for one in facts.events if one.kind == "exploitation"]
    recruited = [one for one in facts.events if one.kind == "recruitment"]
    told = [one for one in facts.events if one.kind in EVENTS]
    return {
        "prs_FirstName": given,
        "prs_SecondName": family,
        "prs_Gender": GENDER.get(facts.sex, "NonSpecifiedUnknown"),
        "prs_PrimaryLanguage": facts.language,
        "prs_Citizenship": facts.citizenship,
        "vic_TraffickingStatus": STATUS.get(facts.outcome, POSSIBLE),
        "vic_TraffickingStatusDecisionMakingOrg": DECIDED_BY.get(facts.decided_by, ""),
        "vic_RelationshipToTrafficker": joined(coded(facts.recruiters, RELATIONS)),
        "vic_LocationOfRecruitment": joined(map(place, recruited)),
        "vic_MethodsOfControl": joined(coded(facts.control, CONTROL)),
        "vic_TypeOfExploitation": joined(coded(facts.forms, FORMS | NO_CODE)),
        "vic_ForcedLabourIndustry": joined(coded(facts.sectors, INDUSTRIES)),
        "vic_TypeOfSexExploitation": joined(coded(facts.forms, SEX_FORMS)),
        "vic_LocationOfExploitation": joined(map(place, exploited)),
        "cas_Status": CASE_STATUS.get(facts.status, "Active"),
        "cas_ReferringOrganisation": facts.referred_by,
        "cas_IncomingReferralDate": facts.opened_on,
        "cas_ReferredOrganisation": facts.receiver,
        "cas_OutgoingReferralDate": facts.sent_on,
        "hte_City": joined(one.city for one in told),
        "hte_Country": joined(one.country for one in told),
        "hte_Date": joined(one.date for one in told),
        "hte_Type": joined(EVENTS[one.kind] for one in told),
        "con_Consent": joined(facts.consents),
    }


def coded(codes: Iterable[str], words: dict[str, str]) -> list[str]:
    return [words[code] for code in codes if code in words]


def place(one: Happened) -> str:
    return ", ".join(filter(None, [one.city, one.country]))


def joined(values: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(filter(None, values)))
