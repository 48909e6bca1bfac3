"""Editions at any point of their way, as they stand when they have come there."""

from django.utils import timezone

from cmm.core.context import system
from reports.enums import EditionState
from reports.models import Edition, Extract, ExtractPart
from tests.factories.accounts import staff


def edition_in(state, *, by, year=2021, number=1, **more):
    """An edition ``by`` asked for, with whatever the state says was done by others."""
    facts = {"figures": {}, "digest": f"{year}{number}".zfill(64)} | more
    return Edition.objects.create(state=state, year=year, number=number, requested_by=by, **facts, **done(state))


def done(state):
    """What stands in the row of a reviewed, sealed or published edition."""
    now, second, found = timezone.now(), {}, {}
    if state in ("reviewed", "sealed", "published"):
        second = {"reviewed_by": staff("cmm_coordinator"), "reviewed_at": now}
    if state in ("sealed", "published"):
        found = {"sealed_at": now, "seal": {"figures": "", "extract": "", "files": {}, "code": "", "earlier": []}}
    if state == EditionState.PUBLISHED:
        found |= {"published_by": second["reviewed_by"], "published_at": now}
    return second | found


YEAR = {
    "total": None,
    "label": {"da": "År", "en": "Year"},
    "categories": [{"code": "2021", "da": "2021", "en": "2021"}],
}
WOMEN = {
    "total": None,
    "label": {"da": "Køn", "en": "Sex"},
    "categories": [{"code": "female", "da": "Kvinder", "en": "Women"}],
}
PERSONS = {
    "total": None,
    "label": {"da": "Mål", "en": "Measure"},
    "categories": [{"code": "persons", "da": "Antal", "en": "Number"}],
}
SEXES = {
    "id": "sexes",
    "title": {"da": "Personer efter køn", "en": "Persons by sex"},
    "population": {"da": "Personer vurderet udsat", "en": "Persons assessed as trafficked"},
    "definition": "sexes",
    "dimensions": [WOMEN, YEAR],
    "cells": [{"key": ["female", "2021"], "value": 42, "status": "shown", "source": "register"}],
}
SERIES = {
    "id": "series",
    "title": {"da": "Personer", "en": "Persons"},
    "population": {"da": "Personer vurderet udsat", "en": "Persons assessed as trafficked"},
    "dimensions": [PERSONS, YEAR],
    "cells": [{"key": ["persons", "2021"], "value": 80, "status": "shown", "source": "unodc"}],
}
SEX = {
    "code": "sexes",
    "version": 1,
    "population": "identified",
    "rule": "identified_once",
    "name": {"da": "Køn", "en": "Sex"},
    "text": {"da": "En person tæller én gang om året.", "en": "A person counts once a year."},
}
FIGURES = {"tables": [SERIES, SEXES], "definitions": [SEX], "facts": []}  # two tables of one year, as they are frozen


def freeze_rows(edition):
    """An extract of no rows at all, which only those who judge an edition may see."""
    with system("test"):
        extract = Extract.objects.create(edition=edition, code="0" * 12, head={}, digest="0" * 64)
        return ExtractPart.objects.create(extract=extract, name="decisions", rows=0, sha256="0" * 64, content=b"")
