"""What organisations call things in their own spreadsheets."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from cases.enums import AgeBand, Sex
from cases.outreach.enums import Column, MetBefore

# How a column may be called, whatever else stands with it.
CALLED = {
    Column.MET_AT: ("dato", "date", "tidspunkt", "dag"),
    Column.VENUE: ("sted", "lokation", "place", "venue", "adresse"),
    Column.CONTACT_TYPE: ("kontakttype", "slags kontakt", "kontaktform", "type", "kind of contact"),
    Column.SEX: ("køn", "sex", "gender"),
    Column.MET_BEFORE: ("mødt før", "ny", "kendt", "met before"),
    Column.AGE_BAND: ("alder", "age", "aldersgruppe"),
    Column.LANGUAGE: ("sprog", "language"),
    Column.GIVEN: ("udleveret", "givet", "given"),
    Column.NEEDS: ("behov", "needs"),
    Column.OWN_CODE: ("kode", "egen kode", "code"),
    Column.NOTE: ("note", "noter", "bemærkning", "bemærkninger", "kommentar"),
}
SEXES = {
    Sex.FEMALE: ("k", "kvinde", "kvinder", "f", "woman"),
    Sex.MALE: ("m", "mand", "mænd", "man"),
    Sex.TRANS_OR_OTHER: ("t", "trans", "transkønnet", "andet", "transkønnet eller andet", "trans/andet"),
    Sex.UNKNOWN: ("ved ikke", "ukendt", "?"),
}
MET = {
    MetBefore.NEW: ("nej", "ny", "nej, ny", "new", "no"),
    MetBefore.YES: ("ja", "kendt", "yes"),
    MetBefore.TONIGHT: ("ja, i nat", "i nat", "igen"),
    MetBefore.UNKNOWN: ("ved ikke", "ukendt", "?"),
}
AGES = {
    AgeBand.UNDER_15: ("under 15",),
    AgeBand.FROM_45: ("45 +", "45+", "over 45", "45 eller over"),
    AgeBand.UNKNOWN: ("ved ikke", "ukendt", "?"),
}
LAST_YEAR = {14: AgeBand.UNDER_15, 17: AgeBand.FROM_15_TO_17, 24: AgeBand.FROM_18_TO_24, 34: AgeBand.FROM_25_TO_34,
             44: AgeBand.FROM_35_TO_44, 120: AgeBand.FROM_45}  # fmt: skip
DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(?:[ T]+(\d{1,2})[.:](\d{2}))?")


def key(text: str) -> str:
    """The same for two ways of writing one word."""
    return re.sub(r"\s+", " ", text.replace("–", "-").strip().casefold())


def choices(choice: Any, also: Mapping[Any, tuple[str, ...]]) -> dict[str, str]:
    """Every word that means one of ``choice``."""
    said = {key(str(word)): one.value for one in choice for word in (one.label, one.value)}
    return said | {key(word): one.value for one, words in also.items() for word in words}


def sexes() -> dict[str, str]:
    return choices(Sex, SEXES)


def met() -> dict[str, str]:
    return choices(MetBefore, MET)


def age_of(text: str) -> str | None:
    """A band by its name, or by somebody's years."""
    if text.isdecimal() and int(text) <= max(LAST_YEAR):
        return next(band.value for last, band in LAST_YEAR.items() if int(text) <= last)
    return choices(AgeBand, AGES).get(key(text))


def moment_of(text: str) -> tuple[date, time | None] | None:
    """A day, and the hour where one is said: as spreadsheets keep it, or as Danes write it."""
    try:
        if found := DAY_FIRST.fullmatch(text.strip()):
            day, month, year, hour, minute = found.groups()
            return date(int(year), int(month), int(day)), time(int(hour), int(minute)) if hour else None
        if len(text.strip()) == len("2026-11-23"):
            return date.fromisoformat(text.strip()), None
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.date(), moment.time()


def guess(header: Iterable[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Which column holds what: as it was said last time, else by what the column is called. Each but once."""
    guessed: dict[str, str] = {}
    for name in header:
        by_name = next((field.value for field, words in CALLED.items() if key(name) in words), "")
        field = remembered.get(key(name), by_name)
        guessed[name] = field if field not in guessed.values() else ""
    return guessed
