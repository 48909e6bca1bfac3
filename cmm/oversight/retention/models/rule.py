from django.db import models

from cmm.oversight.retention.enums import Category


class Rule(models.Model):
    """For how many years a kind of case is kept after it closed, and what says so.

    Where the source settles no number of years the row says that somebody still has to: they do it by a ``RuleChange``,
    and the row stays as what the register began with.
    """

    category = models.CharField(max_length=16, choices=Category, unique=True)
    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    is_settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="retention_years_are_some", condition=models.Q(years__gte=1, years__lte=100)),
            models.CheckConstraint(
                name="retention_category_is_known", condition=models.Q(category__in=Category.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.years}"
