"""Definitions as figures are counted by them, and as the pages show them."""

from typing import Any

from reports.definitions.rules import RULES, mark_of
from reports.models import Definition


def in_force() -> list[dict[str, Any]]:
    """The newest version of each, to be frozen with the figures it defines."""
    return [frozen(one) for one in Definition.objects.newest()]


def frozen(one: Definition) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("code", "version", "population", "rule", "mark")}
    return told | {"name": {"da": one.name_da, "en": one.name_en}, "text": {"da": one.text_da, "en": one.text_en}}


def rules_that_changed(definitions: list[dict[str, Any]]) -> list[str]:
    """Those whose rule is gone, or does not read as it did when it was defined."""
    return [
        f"{one['code']} {one['version']}"
        for one in definitions
        if one["rule"] not in RULES or mark_of(one["rule"]) != one["mark"]
    ]
