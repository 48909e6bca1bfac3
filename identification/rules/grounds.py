"""What is written in an assessment, as plain values that can be judged, stored and compared."""

from collections.abc import Callable, Collection, Iterator, Mapping
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
    "purpose",
    "purpose_status",
    "speaks_against",
    "recommendation",
    "reasons",
)


@dataclass(frozen=True)
class Claim:
    """What something chosen rests on: the numbers of observations of the case, and a text that shall become one."""

    links: tuple[int, ...] = ()
    new: str = ""

    @classmethod
    def read(cls, stored: Any) -> Self:
        """What a revision kept; before there were observations it was a text."""
        if isinstance(stored, str):
            return cls(new=stored)
        return cls(tuple(stored["links"]), stored.get("new", ""))

    def __bool__(self) -> bool:
        return bool(self.links or self.new.strip())

    def tidied(self) -> Self:
        return replace(self, links=tuple(sorted(set(self.links))), new=self.new.strip())

    def beside(self, other: "Claim") -> "Claim":
        """What either rests on."""
        return Claim((*self.links, *other.links), self.new or other.new).tidied()


@dataclass(frozen=True)
class Grounds:
    """The whole text. ``act`` and ``means`` map each chosen type to what it rests on, ``purpose`` is what the form of
    exploitation rests on.
    """

    facts: str = ""
    act_status: str = NOT_ASSESSED
    act: Mapping[str, Claim] = field(default_factory=dict)
    means_status: str = NOT_ASSESSED
    means: Mapping[str, Claim] = field(default_factory=dict)
    purpose_status: str = NOT_ASSESSED
    exploitation_form: str = ""
    secondary_forms: tuple[str, ...] = ()
    purpose: Claim = Claim()
    speaks_against: str = ""
    recommendation: str = ""
    reasons: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """The text a revision kept."""
        known = {item.name for item in fields(cls)} & set(stored)
        read = {name: stored[name] for name in known}
        for name in ("act", "means"):
            read[name] = {kind: Claim.read(claim) for kind, claim in read.get(name, {}).items()}
        read["purpose"] = Claim.read(stored.get("purpose", stored.get("purpose_evidence", "")))
        return cls(**read | {"secondary_forms": tuple(read.get("secondary_forms", ()))})

    def stored(self) -> dict[str, Any]:
        """The text as a revision keeps it."""
        return asdict(self) | {"secondary_forms": list(self.secondary_forms)}

    def tidied(self) -> Self:
        """The same text as it is stored: blank is empty, and the secondary forms stand once each, in order."""
        texts = ("facts", "speaks_against", "recommendation", "reasons")
        stripped: dict[str, Any] = {name: getattr(self, name).strip() for name in texts}
        claims: dict[str, Any] = {
            name: {kind: claim.tidied() for kind, claim in getattr(self, name).items()} for name in ("act", "means")
        }
        forms = tuple(sorted(set(self.secondary_forms) - {self.exploitation_form, ""}))
        return replace(self, **stripped, **claims, purpose=self.purpose.tidied(), secondary_forms=forms)

    def status_of(self, element: str) -> str:
        return str(getattr(self, f"{element}_status"))

    def types_of(self, element: str) -> Mapping[str, Claim]:
        """The chosen types of an element with what each rests on; the form of exploitation is the purpose's type."""
        if element == Element.PURPOSE:
            return {self.exploitation_form: self.purpose} if self.exploitation_form else {}
        chosen: Mapping[str, Claim] = getattr(self, element)
        return chosen

    def has_evidence(self, element: str) -> bool:
        return any(self.types_of(element).values())

    def claims(self) -> Iterator[tuple[str, str, Claim]]:
        """Element, kind and what it rests on. The purpose has no kind of its own."""
        for element in (Element.ACT.value, Element.MEANS.value):
            for kind, claim in getattr(self, element).items():
                yield element, kind, claim
        yield Element.PURPOSE.value, "", self.purpose

    def resting_on(self, settle: Callable[[Claim], Claim]) -> Self:
        """The same text with every claim as ``settle`` makes it."""
        act, means = ({kind: settle(claim) for kind, claim in which.items()} for which in (self.act, self.means))
        return replace(self, act=act, means=means, purpose=settle(self.purpose))

    def without(self, element: str, kind: str, number: int) -> Self:
        """The same text, in which one claim no longer rests on observation ``number``."""
        claim = self.purpose if element == Element.PURPOSE else getattr(self, element).get(kind, Claim())
        left = replace(claim, links=tuple(link for link in claim.links if link != number))
        if claim == left:
            return self
        changed: Any = left if element == Element.PURPOSE else {**getattr(self, element), kind: left}
        return replace(self, **{element: changed})


def part_of(grounds: Grounds, part: str) -> Any:
    """The value of one part; None for a type that was not chosen."""
    name, _, kind = part.partition(".")
    value = getattr(grounds, name)
    return value.get(kind) if kind else value


def differing(mine: Grounds, theirs: Grounds) -> list[str]:
    """The parts two people wrote differently, in the order of the form."""
    return [part for part in PARTS if part_of(mine, part) != part_of(theirs, part)]


def merged(mine: Grounds, theirs: Grounds, keep_mine: Collection[str], keep_both: Collection[str] = ()) -> Grounds:
    """Their text, with the parts in ``keep_mine`` as I wrote them, and those in ``keep_both`` resting on what either
    found.
    """
    chosen: dict[str, Any] = {item.name: getattr(theirs, item.name) for item in fields(Grounds)}
    for part in (*keep_mine, *keep_both):
        name, _, kind = part.partition(".")
        value = part_of(mine, part)
        if part in keep_both:
            value = (value or Claim()).beside(part_of(theirs, part) or Claim())
        if not kind:
            chosen[name] = value
        elif value is None:
            chosen[name] = {key: claim for key, claim in chosen[name].items() if key != kind}
        else:
            chosen[name] = {**chosen[name], kind: value}
    return Grounds(**chosen)


def is_claim(part: str) -> bool:
    """Whether a part rests on observations, so that one may keep what both found."""
    return "." in part or part == Element.PURPOSE


def with_parts(whole: Grounds, mine: Grounds, parts: Collection[str]) -> Grounds:
    """``whole`` with ``parts`` of mine in it: what a form that asks for some of the text makes of the rest."""
    return merged(mine, whole, [part for part in PARTS if part in parts])
