"""What one printed number counts, in words two tables share, so that the same number in both is one figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, order=True)
class Codes:
    """Some codes of a dimension, or with ``rest`` all but some: every reader knows that the rest takes what is left."""

    names: tuple[str, ...]
    rest: bool = False

    @classmethod
    def of(cls, names: Iterable[str], *, rest: bool = False) -> Self:
        return cls(tuple(sorted(set(names))), rest)

    def has(self, code: str) -> bool:
        """Whether a person with ``code`` is counted; a code nobody names is in the rest."""
        return (code in self.names) != self.rest


@dataclass(frozen=True, order=True)
class Figure:
    """A number of ``population`` in ``year``: all of it, or those with some of the codes in each dimension named.

    Counted anew it is another number: ``moment`` says which counting it is of (reports.disclosure.releases).
    """

    population: str
    year: int
    where: tuple[tuple[str, Codes], ...] = ()
    moment: int = 0

    @classmethod
    def of(cls, population: str, year: int, where: Mapping[str, Codes] | None = None) -> Self:
        return cls(population, year, tuple(sorted((where or {}).items())))

    @property
    def total(self) -> "Figure":
        return Figure(self.population, self.year, moment=self.moment)

    def at(self, moment: int) -> "Figure":
        return replace(self, moment=moment)

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(name for name, _codes in self.where)


def as_json(figure: Figure) -> dict[str, Any]:
    where = {name: {"codes": list(codes.names), "rest": codes.rest} for name, codes in figure.where}
    return {"population": figure.population, "year": figure.year, "where": where}


def from_json(told: Mapping[str, Any]) -> Figure:
    where = {name: Codes.of(codes["codes"], rest=codes["rest"]) for name, codes in told["where"].items()}
    return Figure.of(told["population"], told["year"], where)
