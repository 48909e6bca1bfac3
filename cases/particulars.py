"""What the database cannot read: who somebody is, in three groups that are shown and changed one at a time, and what
keeps them safe.
"""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self, TypeVar

from stdnum.dk import cpr


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """One group. Every one may be empty, and is then not kept."""

    def tidied(self) -> Self:
        return replace(self, **{name: value.strip() for name, value in asdict(self).items()})

    def filled(self) -> dict[str, str]:
        """What is kept: the fields that say something."""
        return {name: value for name, value in asdict(self).items() if value}

    def differing(self, other: Self) -> list[str]:
        """The names of the fields in which two of a kind differ, for the log."""
        return [field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name)]


@dataclass(frozen=True, kw_only=True)
class Names(Particulars):
    given_names: str = ""
    family_names: str = ""
    aliases: str = ""  # other names, spellings and names in use, one a line


@dataclass(frozen=True, kw_only=True)
class Numbers(Particulars):
    cpr_number: str = ""
    person_id: str = ""  # Udlændingestyrelsen's
    passport: str = ""
    other_numbers: str = ""

    def tidied(self) -> Self:
        tidy = super().tidied()
        digits = cpr.compact(tidy.cpr_number)
        return replace(tidy, cpr_number=cpr.format(digits) if len(digits) == 10 else tidy.cpr_number)


@dataclass(frozen=True, kw_only=True)
class Contact(Particulars):
    """How to reach somebody. Who may, when and as whom stands in the safety note, which is read first."""

    phone: str = ""
    email: str = ""
    address: str = ""
    social_media: str = ""


@dataclass(frozen=True, kw_only=True)
class Safety(Particulars):
    """What somebody must know before they ring, write or find a bed."""

    threat: str = ""
    threat_phone: str = ""
    avoid: str = ""  # where the person must not live or be seen
    who_may: str = ""
    when: str = ""
    as_whom: str = ""

    @property
    def lacks_rules(self) -> bool:
        return not (self.who_may or self.when or self.as_whom)


@dataclass(frozen=True, kw_only=True)
class Standing(Particulars):
    """Who speaks for a child, and how they are reached."""

    name: str = ""
    reached_by: str = ""


Kind = TypeVar("Kind", bound=Particulars)
GROUPS: dict[str, type[Particulars]] = {"names": Names, "numbers": Numbers, "contact": Contact}


def group_of(particulars: Particulars) -> str:
    return next(name for name, kind in GROUPS.items() if isinstance(particulars, kind))


def read(group: str, kept: dict[str, Any] | None) -> Particulars:
    return read_as(GROUPS[group], kept)


def read_as(kind: type[Kind], kept: dict[str, Any] | None) -> Kind:
    """What was kept; fields another version knows and this one does not are left alone."""
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in (kept or {}).items() if name in known})
