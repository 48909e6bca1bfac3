from django.db import models


class RefCounter(models.Model):
    """The last number given to a kind of public reference in one year."""

    prefix = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="core_one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"
