import factory

from reports.models import FreeTable
from tests.factories.accounts import staff

FIGURES = {
    "version": 2,
    "year": 2024,
    "live": True,
    "threshold": 5,
    "counted": "2024-1",
    "facts": [],
    "tables": [
        {
            "id": "sex-form",
            "title": {"da": "Personer vurderet udsat", "en": "Persons"},
            "population": {"da": "Personer", "en": "Persons"},
            "measure": "count",
            "dimensions": [
                {"name": name, "label": {"da": name, "en": name}, "categories": [], "total": None}
                for name in ("sex", "form")
            ],
            "cells": [],
        }
    ],
}


class FreeTableFactory(factory.django.DjangoModelFactory):
    """A released table with nothing in it."""

    class Meta:
        model = FreeTable

    year = 2024
    down = "sex"
    across = "form"
    figures = FIGURES
    digest = factory.Sequence(lambda number: f"{number:064x}")
    released_by = factory.LazyFunction(lambda: staff("cmm_statistician"))
