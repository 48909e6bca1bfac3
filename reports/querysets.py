from cmm.accounts.scoping import ReachQuerySet


class EditionQuerySet(ReachQuerySet):
    """Editions, newest year and newest edition first."""

    def newest_first(self):
        return self.order_by("-year", "-number")

    def of_year(self, year):
        return self.filter(year=year).order_by("-number")

    def light(self):
        """Without the frozen figures, which only drawing needs."""
        return self.defer("figures").select_related("requested_by", "published_by", "job", "same_as")


class HistoricalCountQuerySet(ReachQuerySet):
    """Published figures from before the register."""

    def in_order(self):
        return self.order_by("year", "population", "dimension", "file", "line")
