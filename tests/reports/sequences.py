"""Years of reports, corrections and tables of their own, one after another, as a centre might publish them."""

import json
import random
import time

from reports.figures.crossing import free_table
from reports.figures.live import live_figures
from reports.figures.protecting import Unprotected
from reports.rendering.files import as_json
from tests.reports.persons import persons, register_of

FIRST = 2024
CROSSED = [("sex", "form"), ("sex", "age"), ("age", "form"), ("citizenship", "sex"), ("region", "sex")]


class Centre:
    """Publishes; ``documents`` are what anybody can download, ``true`` the persons of each edition."""

    def __init__(self, history, seed):
        self.history, self.chance = history, random.Random(seed)
        self.years, self.released, self.documents = {}, [], []
        self.numbers, self.refused, self.counted = {}, 0, {}
        self.seconds = []  # of the processor, for each edition

    def year(self, year, size):
        self.years[year] = persons(size, self.chance.random())

    def late(self, year, size):
        """Decisions that came after the report, and one that was set aside."""
        self.years[year] = [*self.years[year], *persons(size, self.chance.random())][size > 2 :]

    def publish(self, year):
        register = {one: register_of(one, people) for one, people in self.years.items() if one <= year}
        began = time.process_time()
        figures = live_figures(year, *self.history, register, earlier=self.released)
        self.seconds.append(time.process_time() - began)
        number = self.numbers[year] = self.numbers.get(year, 0) + 1
        ref = f"{year}-{number}"
        self.released.append(json.loads(json.dumps(figures)) | {"ref": ref})
        self.documents.append((ref, json.loads(as_json(figures, number, "da"))))
        self.counted[year] = self.counted.get(year) or list(self.years[year])

    def cross(self, year):
        groupings = self.chance.choice(CROSSED)
        try:
            figures = free_table(year, groupings, self.counted[year], self.released)
        except Unprotected:
            self.refused += 1
            return
        ref = f"T{len(self.released)}"
        self.released.append(figures | {"ref": ref})
        self.documents.append((ref, json.loads(as_json(figures | {"sources": []}, 1, "da"))))


def published(history, seed, years=3, tables=2):
    """A report each year, one or two corrections, and some tables of their own."""
    centre = Centre(history, seed)
    for year in range(FIRST, FIRST + years):
        centre.year(year, centre.chance.choice([40, 75, 90, 120, 180]))
        centre.publish(year)
        for _time in range(centre.chance.randint(0, 2)):
            centre.late(centre.chance.choice(list(centre.years)), centre.chance.choice([1, 1, 2, 3, 12]))
            centre.publish(year)
        for _time in range(tables):
            centre.cross(centre.chance.choice(list(centre.counted)))
    return centre
