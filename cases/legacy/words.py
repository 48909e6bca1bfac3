"""What former case sheets call things."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cases.countries import countries
from cases.enums import Authority, CaseStatus, CodeList, Protection, Region
from cases.legacy.enums import Column, PastOutcome
from cases.outreach.sheets.words import choices, key, sexes

HEADINGS = Path(__file__).with_name("headings.csv")
UNSAID = "unsaid"
# The columns that are answered with an entry of a code list.
LISTS = {
    Column.LANGUAGE: CodeList.LANGUAGE,
    Column.RESIDENCE_BASIS: CodeList.RESIDENCE_BASIS,
    Column.SOURCE: CodeList.REFERRAL_SOURCE,
    Column.POLICE_DISTRICT: CodeList.POLICE_DISTRICT,
    Column.FORM: CodeList.EXPLOITATION_FORM,
}
# Those whose words are the register's own, and what else a sheet may say for them. No sheet has been seen: an
# organisation's own words are asked for once, and remembered.
STATUSES = {
    CaseStatus.INQUIRY: ("henvendelse", "ny"),
    CaseStatus.IN_CLARIFICATION: ("under udredning", "udredning", "åben", "igangværende", "verserende"),
    CaseStatus.AWAITING_DECISION: ("afventer", "til afgørelse"),
    CaseStatus.IN_SUPPORT: ("støtte", "i forløb"),
    CaseStatus.CLOSED: ("afsluttet", "lukket", "henlagt"),
}
OUTCOMES = {
    PastOutcome.TRAFFICKED: ("handlet", "ja", "vurderet handlet", "udsat", "vurderet udsat for menneskehandel"),
    PastOutcome.NOT_TRAFFICKED: ("ikke handlet", "nej", "ikke vurderet handlet", "ikke udsat"),
    PastOutcome.DECLINED: ("afslået", "ønskede ikke vurdering"),
    PastOutcome.DISAPPEARED: ("forsvundet",),
    PastOutcome.UNKNOWN: ("ukendt", "?", "uafklaret"),
}
AUTHORITIES = {Authority.US: ("us",), Authority.SIRI: ("siri",), Authority.COURT: ("byret", "landsret")}
REGIONS = {region: (f"region {region.label}",) for region in Region if region != Region.UNKNOWN}
# What the outreach sheets and Danish habits call countries beside babel's names.
COUNTRIES = {"RO": ("rumænsk",), "NG": ("nigeriansk",), "TH": ("thai", "thailandsk"), "DK": ("dansk",)}


@cache
def headings() -> dict[str, Column]:
    """Each heading that is expected, and what such a column is taken for."""
    with HEADINGS.open(encoding="utf-8", newline="") as file:
        return {key(line["heading"]): Column(line["column"]) for line in csv.DictReader(file)}


def guess(header: Iterable[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: as it was said last time, else by what the column is called. Each but once."""
    expected, guessed = headings(), {}
    for name in header:
        held = remembered.get(key(name), str(expected.get(key(name), "")))
        guessed[name] = held if held not in guessed.values() else ""
    return guessed


def fixed(column: Column) -> dict[str, Any]:
    """Every word that answers one of the register's own lists, by itself."""
    if column == Column.SEX:
        return sexes()
    if column == Column.CITIZENSHIP:
        return nations()
    choice, also = FIXED[column]
    return choices(choice, also)


@cache
def nations() -> dict[str, str]:
    found = {key(name): code for language in ("da", "en") for code, name in countries(language)}
    found |= {code.casefold(): code for code, _name in countries("da")}
    return found | {word: code for code, words in COUNTRIES.items() for word in words}


FIXED: dict[Column, tuple[Any, Mapping[Any, tuple[str, ...]]]] = {
    Column.STATUS: (CaseStatus, STATUSES),
    Column.OUTCOME: (PastOutcome, OUTCOMES),
    Column.DECIDED_BY: (Authority, AUTHORITIES),
    Column.REGION: (Region, REGIONS),
    Column.PROTECTION: (Protection, {}),
}
# Whose words may be an organisation's own: asked for once, and remembered.
ASKED = (*LISTS, *FIXED, Column.SEX, Column.CITIZENSHIP, Column.AGE_BAND)


def not_known(column: Column) -> str:
    if column == Column.AGE_BAND:
        return _("We do not know this age. Write years, or a band such as 25–34.")
    if column == Column.CITIZENSHIP:
        return _("We do not know this country. Write its Danish name, or say below what the word means.")
    return _("We do not know this word. Say below what it means, or change it in the file.")
