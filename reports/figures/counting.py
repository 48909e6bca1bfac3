"""What is counted of an extract: pure functions of its rows and of the definitions it was frozen with."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.definitions.rules import RULES, Row
from reports.figures.groups import CRIME, LABOUR
from reports.figures.tables import Frozen
from reports.rules import FIRST_LIVE_YEAR

Rows = Callable[[str], Iterator[Row]]  # the rows of a part of the extract, from the first, as often as asked for
DIMENSIONS = ("sex", "age", "form", "citizenship", "residence", "region")
OUTCOMES = {"case_opened": "became_case", "declined": "declined", "open": "in_hand"}
OTHER_OUTCOME = "advice"
PARTS = {
    "identified": "decisions", "assessed": "decisions", "inquiries": "inquiries", "contacts": "contacts",
    "courses": "courses", "stays": "stays", "periods": "periods", "returns": "returns",
}  # fmt: skip


@dataclass
class Tally:
    """How many rows a rule found, why it left some out, and those it counts by each of their codes."""

    found: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    counted: int = 0
    by: dict[str, Counter[str]] = field(default_factory=dict)


def tally(rows: Iterable[Row], rule: str, year: int, dimensions: Mapping[str, Callable[[Row], Any]]) -> Tally:
    """One pass over the rows; what a dimension says nothing of is not counted in it."""
    told = Tally(by={name: Counter() for name in dimensions})
    for row, why in RULES[rule](rows, year):
        told.found += 1
        if why:
            told.excluded[why] += 1
            continue
        told.counted += 1
        for name, code in dimensions.items():
            if (value := code(row)) is not None:
                told.by[name][value] += 1
    return told


class Counting:
    """The counts of one extract, each by the rule its definition names."""

    def __init__(self, rows: Rows, year: int, definitions: Sequence[Frozen]) -> None:
        self.rows, self.year = rows, year
        self.rule = {one["code"]: one["rule"] for one in definitions}

    def register(self) -> dict[int, dict[str, Any]]:
        """Every live year up to the edition's: persons for each, the other populations for the year alone."""
        found: dict[int, dict[str, Any]] = {
            one: {"identification": self.persons(one)} for one in range(FIRST_LIVE_YEAR, self.year + 1)
        }
        found[self.year] |= {
            **self.inquiries(), "contacts": self.contacts(), "courses": self.courses(), "stays": self.stays(),
            "periods": self.periods(), "returns": self.returns(),
        }  # fmt: skip
        return found

    def persons(self, year: int) -> dict[str, Any]:
        dimensions: dict[str, Callable[[Row], Any]] = {name: code_of(name) for name in DIMENSIONS}
        dimensions |= {
            "again": lambda row: "yes" if row["again"] else None,
            "branch": lambda row: row["branch"] if row["form"] in LABOUR else None,
            # What was frozen before these were told says nothing of them.
            "act": lambda row: row.get("act") if row["form"] in CRIME else None,
            "years": lambda row: row.get("years"),
        }
        told = tally(self.rows("decisions"), self.rule["identified"], year, dimensions)
        return {
            "year": year,
            "identified": told.counted,
            "assessed": tally(self.rows("decisions"), self.rule["decisions"], year, {}).counted,
            "identified_again": told.by["again"]["yes"],
            "by": {name: in_order(told.by[name]) for name in DIMENSIONS},
            "branches": in_order(told.by["branch"]),
            "acts": in_order(told.by["act"]) or None,
            "years": in_order(told.by["years"]),
        }

    def inquiries(self) -> dict[str, Any]:
        dimensions = {"outcome": outcome, "source": code_of("source")}
        told = tally(self.rows("inquiries"), self.rule["inquiries"], self.year, dimensions)
        calls = tally(self.rows("inquiries"), self.rule["hotline"], self.year, {"caller": code_of("caller")})
        outcomes = dict.fromkeys(("became_case", "advice", "declined", "in_hand"), 0)
        return {
            "received": told.counted,
            "inquiries": outcomes | told.by["outcome"],
            "referrers": in_order(told.by["source"]),
            "calls": {"number": calls.counted, "by": in_order(calls.by["caller"])},
        }

    def contacts(self) -> dict[str, int]:
        counted = [row for row, why in RULES[self.rule["contacts"]](self.rows("contacts"), self.year) if not why]
        return {name: sum(row[name] for row in counted) for name in ("visits", "unique", "unique_at_most", "new")}

    def courses(self) -> dict[str, int]:
        counted = [row for row, why in RULES[self.rule["courses"]](self.rows("courses"), self.year) if not why]
        return {"courses": len(counted), "participants": sum(row["participants"] for row in counted)}

    def stays(self) -> dict[str, Any]:
        told = tally(self.rows("stays"), self.rule["offers"], self.year, {"kind": code_of("kind")})
        return {
            "stays_begun": told.counted,
            "kinds": in_order(told.by["kind"]),
            "persons": len({row["person"] for row in self.rows("stays") if row["slept"]}),
            "bed_nights": sum(row["nights"] for row in self.rows("nights")),
        }

    def periods(self) -> dict[str, Any]:
        told = tally(self.rows("periods"), self.rule["periods"], self.year, {"kind": code_of("kind")})
        return {"number": told.counted, "by": in_order(told.by["kind"])}

    def returns(self) -> dict[str, Any]:
        told = tally(self.rows("returns"), self.rule["returns"], self.year, {"partner": code_of("partner")})
        return {"number": told.counted, "by": in_order(told.by["partner"])}

    def flow(self, definitions: Sequence[Frozen]) -> list[Frozen]:
        """For each definition: found, left out by reason, counted. True numbers, which are never printed."""
        seen: dict[tuple[str, str], Tally] = {}
        found = []
        for one in definitions:
            if one["rule"] == "as_printed":
                continue
            key = (PARTS[one["population"]], one["rule"])
            if key not in seen:
                seen[key] = tally(self.rows(key[0]), one["rule"], self.year, {})
            told = seen[key]
            found.append({
                "definition": one["code"], "name": one["name"], "found": told.found,
                "excluded": in_order(told.excluded), "counted": told.counted,
            })  # fmt: skip
        return found


def code_of(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def outcome(row: Row) -> str:
    return OUTCOMES.get(row["outcome"], OTHER_OUTCOME)


def in_order(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))
