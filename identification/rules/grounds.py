"""What is written in an assessment, as plain values that can be judged, stored and compared."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from identification.enums import ActType, Element, ElementStatus, MeansType

NOT_ASSESSED = ElementStatus.NOT_ASSESSED.value
# What one may choose by itself when two people wrote: a field, or one type of act or means with its evidence.
PARTS = (
    "facts",
    *(f"act.{kind}" for kind in ActType.values),
    "act_status",
    *(f"means.{kind}" for kind in MeansType.values),
    "means_status",
    "exploitation_form",
    "secondary_forms",
    "purpose_evidence",
    "purpose_status",
    "speaks_against",
    "recommendation",
    "reasons",
)


@dataclass(frozen=True)
class Grounds:
    """The whole text. ``act`` and ``means`` map each chosen type to its evidence, "" where none is written."""

    facts: str = ""
    act_status: str = NOT_ASSESSED
    act: Mapping[str, str] = field(default_factory=dict)
    means_status: str = NOT_ASSESSED
    means: Mapping[str, str] = field(default_factory=dict)
    purpose_status: str = NOT_ASSESSED
    exploitation_form: str = ""
    secondary_forms: tuple[str, ...] = ()
    purpose_evidence: str = ""
    speaks_against: str = ""
    recommendation: str = ""
    reasons: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """The text a revision kept."""
        known = {item.name for item in fields(cls)} & set(stored)
        read = {name: stored[name] for name in known}
        return cls(**read | {"secondary_forms": tuple(read.get("secondary_forms", ()))})

    def stored(self) -> dict[str, Any]:
        """The text as a revision keeps it."""
        return asdict(self) | {"secondary_forms": list(self.secondary_forms)}

    def tidied(self) -> Self:
        """The same text as it is stored: blank is empty, and the secondary forms stand once each, in order."""
        texts = ("facts", "purpose_evidence", "speaks_against", "recommendation", "reasons")
        stripped: dict[str, Any] = {name: getattr(self, name).strip() for name in texts}
        claims: dict[str, Any] = {
            name: {kind: text.strip() for kind, text in getattr(self, name).items()} for name in ("act", "means")
        }
        forms = tuple(sorted(set(self.secondary_forms) - {self.exploitation_form, ""}))
        return replace(self, **stripped, **claims, secondary_forms=forms)

    def status_of(self, element: str) -> str:
        return str(getattr(self, f"{element}_status"))

    def types_of(self, element: str) -> Mapping[str, str]:
        """The chosen types of an element with their evidence; the form of exploitation is the purpose's type."""
        if element == Element.PURPOSE:
            return {self.exploitation_form: self.purpose_evidence} if self.exploitation_form else {}
        chosen: Mapping[str, str] = getattr(self, element)
        return chosen

    def has_evidence(self, element: str) -> bool:
        return any(text.strip() for text in self.types_of(element).values())


def part_of(grounds: Grounds, part: str) -> Any:
    """The value of one part; None for a type that was not chosen."""
    name, _, kind = part.partition(".")
    value = getattr(grounds, name)
    return value.get(kind) if kind else value


def differing(mine: Grounds, theirs: Grounds) -> list[str]:
    """The parts two people wrote differently, in the order of the form."""
    return [part for part in PARTS if part_of(mine, part) != part_of(theirs, part)]


def merged(mine: Grounds, theirs: Grounds, keep_mine: Collection[str]) -> Grounds:
    """Their text, with the parts in ``keep_mine`` as I wrote them."""
    chosen: dict[str, Any] = {item.name: getattr(theirs, item.name) for item in fields(Grounds)}
    for part in keep_mine:
        name, _, kind = part.partition(".")
        value = part_of(mine, part)
        if not kind:
            chosen[name] = value
        elif value is None:
            chosen[name] = {key: text for key, text in chosen[name].items() if key != kind}
        else:
            chosen[name] = {**chosen[name], kind: value}
    return Grounds(**chosen)
