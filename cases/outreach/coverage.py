"""When somebody was out: hours of a round, and the four steps a calendar is shaded in. Plain values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

STEPS = 4


@dataclass(frozen=True)
class Outing:
    """One round: its service day, from when to when, and where it was. A place is a kind and a municipality."""

    day: date
    since: datetime
    until: datetime
    places: frozenset[tuple[int, int | None]]
    contact_type: int

    @property
    def hours(self) -> Iterator[int]:
        """The hours of the clock the round was out in, a begun one too."""
        at = self.since
        while True:
            local = timezone.localtime(at)
            yield local.hour
            at += timedelta(hours=1) - timedelta(
                minutes=local.minute, seconds=local.second, microseconds=local.microsecond
            )
            if at >= self.until:
                return


def hours_out(outings: Iterable[Outing]) -> dict[tuple[int, int], int]:
    """On how many days somebody was out, by weekday and hour; the small hours belong to the evening before."""
    days = {(outing.day, hour) for outing in outings for hour in outing.hours}
    found: dict[tuple[int, int], int] = {}
    for day, hour in days:
        found[day.weekday(), hour] = found.get((day.weekday(), hour), 0) + 1
    return found


@dataclass(frozen=True)
class Scale:
    """Four steps of the same length up to the highest number; nothing is no step."""

    highest: int

    @property
    def step(self) -> int:
        return max(1, -(-self.highest // STEPS))

    def shade(self, number: int) -> int:
        return min(STEPS, -(-number // self.step))

    @property
    def ranges(self) -> list[tuple[int, int, int]]:
        """Each step that occurs, with its least and its highest number."""
        steps = range(1, self.shade(self.highest) + 1)
        return [(one, (one - 1) * self.step + 1, min(one * self.step, self.highest)) for one in steps]
