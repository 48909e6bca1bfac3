"""Somebody who has downloaded every ``tables.json`` ever published, and a solver. Written from the files alone.

They know what any reader knows: parts make their total, a total is the same number in each table of a release, the
persons of a crossing are those of its margins, countries lie in parts of the world, and a release that says nothing
else than one before tells of the same persons. What they look for: a withheld number that can be only one, or one of
three; and two releases whose difference tells of a few persons.
"""

from collections import defaultdict
from itertools import product

import highspy

from reports.countries import country_name
from reports.figures.world import WORLD
from reports.labels import category

TOTAL = "total"
PARTS = {
    "sexes": "sex", "ages": "age", "forms": "form", "citizenships": "citizenship", "citizenship_regions": "world",
    "residence": "residence", "regions": "region",
}  # fmt: skip
NUMBERS = {"inquiries": "inquiries", "referrers": "inquiries", "hotline": "hotline", "shelters": "stays"}
NUMBERS |= {"periods": "periods", "decisions": "decided"}
LABOUR = "labour_and_slavery_like"
WITHIN = {"branches": LABOUR, "acts": "criminal_acts"}  # what divides a form, and which
THE_MOST = 100_000


def word(code):
    return str(category(code))


class Attacker:
    """Reads documents in the order they were published, then asks of each withheld cell what it can be."""

    def __init__(self):
        self.moments = defaultdict(list)  # of each year: the numbers shown of each counting
        self.names, self.rules, self.known = {}, [], {}
        self.hidden, self.unprinted, self.home = set(), set(), {}

    def read(self, ref, document):
        told = defaultdict(dict)
        cells = list(cells_of(document))
        for key, cell in cells:
            if cell["value"] is not None:
                told[key[0], cell.get("edition", ref)][key[1:]] = cell["value"]
        for (year, owner), numbers in told.items():
            self.home[year, owner] = self.moment(year, owner, numbers)
        for key, cell in cells:
            moment = self.home.get((key[0], cell.get("edition", ref)), len(self.moments[key[0]]))
            name = (key[0], moment, *key[1:])
            self.column(name)
            if cell["value"] is None:
                self.hidden.add(name)
            else:
                self.known[name] = cell["value"]

    def moment(self, year, owner, numbers):
        """The counting that says nothing else."""
        if (year, owner) in self.home:
            place = self.home[year, owner]
            self.moments[year][place] |= numbers
            return place
        for place, known in reversed(list(enumerate(self.moments[year]))):
            if all(known.get(key, value) == value for key, value in numbers.items()):
                self.moments[year][place] |= numbers
                return place
        self.moments[year].append(dict(numbers))
        return len(self.moments[year]) - 1

    def column(self, name):
        return self.names.setdefault(name, len(self.names))

    def rule(self, parts, whole):
        """``parts`` make up ``whole``."""
        self.rules.append({self.column(whole): -1} | {self.column(one): 1 for one in parts})

    def reason(self):
        """Everything a reader concludes without being told."""
        groups = defaultdict(set)
        for name in list(self.names):
            groups[name[:3]].add(name)
        for (year, moment, what), names in groups.items():
            if what.startswith("persons:") and "|" not in what and what != "persons:world":
                self.rule(names, (year, moment, "persons", TOTAL))
            elif what.startswith("number:"):
                self.rule({one for one in names if one[3] != TOTAL}, (year, moment, what, TOTAL))
        for year, moment in {name[:2] for name in self.names}:
            self.known_to_everybody(year, moment, groups)
            self.cross(
                year, moment, [what for y, m, what in groups if (y, m) == (year, moment) and "|" in what], groups
            )

    def known_to_everybody(self, year, moment, groups):
        def named(what, code):
            return (year, moment, what, word(code))

        age = "persons:age"
        if groups.get((year, moment, "answers")):
            self.rule([named(age, "minor"), named(age, "18_24")], named("answers", "under_25"))
            self.rule([named(age, "minor")], named("answers", "minor"))
        for table, form in WITHIN.items():
            if groups.get((year, moment, f"number:{table}")):
                self.rule([named("persons:form", form)], (year, moment, f"number:{table}", TOTAL))
        if groups.get((year, moment, "number:decided")):
            self.rule([named("number:decided", "trafficked")], (year, moment, "persons", TOTAL))
        if groups.get((year, moment, "number:stays")):
            self.rule([named("measures", "stays")], (year, moment, "number:stays", TOTAL))
        if groups.get((year, moment, "persons:world")):
            self.world(year, moment, {name[3] for name in groups.get((year, moment, "persons:citizenship"), ())})

    def world(self, year, moment, countries):
        """A part of the world has its named countries and others, and all the others are those not named."""
        others = []
        for part, codes in list(WORLD.items())[:-1]:
            inside = [country_name(code) for code in codes if country_name(code) in countries]
            others.append((year, moment, "others", part))
            self.unprinted.add(others[-1])
            names = [(year, moment, "persons:citizenship", one) for one in inside]
            self.rule([*names, others[-1]], (year, moment, "persons:world", word(part)))
        unknown = (year, moment, "persons:world", word(list(WORLD)[-1]))
        if countries:
            self.rule([*others, unknown], (year, moment, "persons:citizenship", word("other_or_unknown")))
        parts = [(year, moment, "persons:world", word(part)) for part in WORLD]
        self.rule(parts, (year, moment, "persons", TOTAL))

    def cross(self, year, moment, crossings, groups):
        """Whoever stands in several crossings is one person in all of them."""
        labels = labels_of(name for what in crossings for name in groups[year, moment, what])
        for one, found in labels.items():
            found |= {name[3] for name in groups.get((year, moment, f"persons:{one}"), ())}
        dimensions = sorted(labels)
        atoms = [
            dict(zip(dimensions, codes, strict=True)) for codes in product(*(sorted(labels[d]) for d in dimensions))
        ]
        for what in crossings:
            for name in groups[year, moment, what]:
                self.sum_of(atoms, dict(zip(dimensions_of(what), name[3], strict=True)), name)
        for one in dimensions:
            for label in labels[one]:
                self.sum_of(atoms, {one: label}, (year, moment, f"persons:{one}", label))

    def sum_of(self, atoms, codes, name):
        fitting = [atom for atom in atoms if codes.items() <= atom.items()]
        self.rule([(*name[:2], "atom", tuple(atom.values())) for atom in fitting], name)

    def attack(self):
        """The least and the most of each withheld number, exact."""
        self.reason()
        solver = highspy.Highs()
        for option, value in {"output_flag": False, "threads": 1}.items():
            solver.setOptionValue(option, value)
        for name in self.names:
            least, most = (self.known[name],) * 2 if name in self.known else (0, THE_MOST)
            solver.addVar(least, most)
        size = len(self.names)
        solver.changeColsIntegrality(size, list(range(size)), [highspy.HighsVarType.kInteger] * size)
        for rule in self.rules:
            solver.addRow(0, 0, len(rule), list(rule), [float(one) for one in rule.values()])
        wanted = (self.hidden - self.known.keys()) | self.unprinted
        return {name: self.asked(solver, self.names[name]) for name in sorted(wanted, key=str)}

    def leaks(self, found):
        """Withheld numbers known too well, and small groups nobody prints and everybody can subtract."""
        return {
            name: (least, most)
            for name, (least, most) in found.items()
            if most - least < 3 and (name not in self.unprinted or least < 5)
        }

    def asked(self, solver, column):
        found = []
        for sign in (1, -1):
            solver.changeColCost(column, sign)
            solver.run()
            assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
            found.append(sign * round(solver.getInfo().objective_function_value))
            solver.changeColCost(column, 0)
        return tuple(found)

    def subtracted(self):
        """Divisions of what has changed between two countings, whose difference is of fewer than five persons."""
        return [
            (year, key, new[key] - old[key])
            for year, countings in self.moments.items()
            for place, new in enumerate(countings)
            for old in countings[:place]
            for key in new.keys() & old.keys()
            if is_division(key) and abs(new[key] - old[key]) < 5 and has_changed(key, new, old)
        ]


def is_division(key):
    return key[0] not in ("persons", "measures") and key[1] != TOTAL


def has_changed(key, new, old):
    """Whether anything of the population is another number."""
    population = "persons" if key[0].startswith("persons") else key[0]
    return any(one[0].startswith(population) and new[one] != old[one] for one in new.keys() & old.keys())


def labels_of(names):
    found = defaultdict(set)
    for name in names:
        for one, label in zip(dimensions_of(name[2]), name[3], strict=True):
            found[one].add(label)
    return found


def dimensions_of(what):
    return what.removeprefix("persons:").split("|")


def cells_of(document):
    """Each number of the register in a document: its year, what it is of, and its label."""
    for table in document["tables"]:
        if table["measure"] == "years":
            continue  # what it says of the age groups is tried in test_ages
        rows, columns = table["dimensions"]
        for cell in table["cells"]:
            if cell["source"] == "register":
                row, column = cell["key"]
                year = int(column) if column.isdigit() else document["year"]
                yield (year, *named(table["id"], row, column, rows["total"], columns["total"])), cell


def named(table, row, column, all_rows, all_columns):
    if "-" in table:
        return crossing(table.split("-"), (row, column), (all_rows, all_columns))
    if table == "series" or (table in PARTS and row == all_rows):
        return "persons", TOTAL
    if table in PARTS:
        return f"persons:{PARTS[table]}", row
    if table == "young":
        return "answers", row
    if table in NUMBERS or table in WITHIN:
        return f"number:{NUMBERS.get(table, table)}" if row == all_rows else part_of(
            table
        ), TOTAL if row == all_rows else row
    return "measures", row


def part_of(table):
    """Parts of one total divided twice are kept apart."""
    return f"number:{NUMBERS.get(table, table)}" if table not in ("referrers",) else "number:referrers"


def crossing(dimensions, labels, totals):
    """A cell of a crossing; its margins are numbers of the yearly tables."""
    chosen = [(one, label) for one, label, total in zip(dimensions, labels, totals, strict=True) if label != total]
    if not chosen:
        return "persons", TOTAL
    if len(chosen) == 1:
        return f"persons:{chosen[0][0]}", chosen[0][1]
    return "persons:" + "|".join(one for one, _label in chosen), tuple(label for _one, label in chosen)
