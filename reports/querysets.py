from typing import Any, Self

from cmm.accounts.scoping import ReachQuerySet


class EditionQuerySet(ReachQuerySet):
    """Editions, newest year and newest edition first."""

    def newest_first(self) -> Self:
        return self.order_by("-year", "-number")

    def of_year(self, year: int) -> Self:
        return self.filter(year=year).order_by("-number")

    def numbered(self, number: int) -> Self:
        return self.filter(number=number)

    def light(self) -> Self:
        """Without the frozen figures, which only drawing needs."""
        joined = ("requested_by", "reviewed_by", "published_by", "job", "same_as", "corrects")
        heavy = ("figures", "same_as__figures", "corrects__figures")
        return self.select_related(*joined).defer(*heavy)


class DefinitionQuerySet(ReachQuerySet):
    """Definitions in all their versions."""

    def newest(self) -> Self:
        """The version of each that counts now."""
        return self.order_by("code", "-version").distinct("code")

    def coded(self, code: str) -> Self:
        """Every version of one, the newest first."""
        return self.filter(code=code).order_by("-version")


class ExtractQuerySet(ReachQuerySet):
    """Frozen rows, which no page shows."""


class HistoricalCountQuerySet(ReachQuerySet):
    """Published figures from before the register."""

    def uncrossed(self) -> Self:
        """Crossings of two dimensions are kept, compared and never shown."""
        return self.filter(crossed=False)

    def narrowed(self, **chosen: Any) -> Self:
        return self.filter(**{name: value for name, value in chosen.items() if value})

    def in_order(self) -> Self:
        return self.select_related("source").order_by("year", "population", "dimension", "file", "line")


class FreeTableQuerySet(ReachQuerySet):
    """What was settled or released, newest first."""

    def light(self) -> Self:
        """Without the frozen figures."""
        return self.defer("figures").select_related("released_by")
