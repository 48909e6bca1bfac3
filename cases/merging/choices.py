"""The facts of two files that may differ, of which a colleague chooses one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.countries import country_name
from cases.models import Case
from cases.particulars import GROUPS, Particulars

UNKNOWN = ("", "unknown", None)


@dataclass(frozen=True)
class Fact:
    """One fact, the columns that say it, and whether they are the person's or the case's."""

    name: str
    label: Any
    columns: tuple[str, ...]
    of_person: bool = False

    def row(self, case: Case) -> Any:
        return case.victim if self.of_person else case

    def value(self, case: Case) -> tuple[Any, ...]:
        return tuple(getattr(self.row(case), column) for column in self.columns)

    def said(self, case: Case) -> str:
        """In the words of the pages; empty where nothing is known."""
        row, name = self.row(case), self.columns[0].removesuffix("_id")
        if self.name == "citizenship":
            return country_name(row.citizenship) if row.citizenship else ""
        if self.name == "residence":
            return _("%(basis)s: %(authority)s decides") % {
                "basis": row.residence_basis.label, "authority": row.get_authority_display(),
            }  # fmt: skip
        if getter := getattr(row, f"get_{name}_display", None):
            return str(getter())
        found = getattr(row, name)
        return str(getattr(found, "label", found)) if found else ""

    def is_known(self, case: Case) -> bool:
        return self.value(case)[0] not in UNKNOWN


FACTS = (
    Fact("sex", _("Sex"), ("sex",), of_person=True),
    Fact("age_band", _("Age"), ("age_band",), of_person=True),
    Fact("citizenship", _("Citizenship"), ("citizenship",), of_person=True),
    Fact("language", _("Language"), ("language_id",), of_person=True),
    Fact(
        "residence",
        _("Residence basis"),
        ("residence_basis_id", "authority", "authority_proposed", "authority_reason"),
    ),
    Fact("region", _("Region"), ("region",)),
    Fact("police_district", _("Police district"), ("police_district_id",)),
    Fact("source", _("Referred by"), ("source_id",)),
    Fact("caseworker", _("Contact person"), ("caseworker_id",)),
)


def differing(here: Case, there: Case) -> list[Fact]:
    return [fact for fact in FACTS if fact.value(here) != fact.value(there)]


@dataclass(frozen=True)
class Part:
    """One field of an identity, by its group."""

    group: str
    name: str
    only_there: bool

    @property
    def key(self) -> str:
        return f"{self.group}-{self.name}"


def parts_of(here: dict[str, Particulars], there: dict[str, Particulars]) -> Iterator[Part]:
    """The fields in which two identities differ."""
    for group in GROUPS:
        for name in here[group].differing(there[group]):
            yield Part(group, name, only_there=not getattr(here[group], name))
