from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cmm.core.labels import Labelled
from reports.enums import Population
from reports.querysets import DefinitionQuerySet
from reports.scoping import DEFINITION_REACHES


def language() -> str:
    return "en" if get_language() == "en" else "da"


class Definition(Labelled, models.Model):
    """One version of what a figure counts. A version never changes; what is defined anew is the next version."""

    code = models.CharField(_("code"), max_length=30)
    version = models.PositiveSmallIntegerField(_("version"))
    population = models.CharField(_("population"), max_length=20, choices=Population)
    rule = models.CharField(_("inclusion rule"), max_length=40)
    mark = models.CharField(max_length=12)  # of the rule as it was: reports.definitions.rules.mark_of
    name_da = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    text_da = models.TextField()
    text_en = models.TextField()
    loaded_at = models.DateTimeField(default=timezone.now)

    objects = DefinitionQuerySet.as_manager()
    reaches = DEFINITION_REACHES
    protection_path = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="reports_definition_version_once"),
            models.CheckConstraint(
                name="reports_definition_population_is_known", condition=models.Q(population__in=Population.values)
            ),
            models.CheckConstraint(
                name="reports_definition_says_what",
                condition=~models.Q(name_da="") & ~models.Q(name_en="") & ~models.Q(text_da="") & ~models.Q(text_en=""),
            ),
        ]

    @property
    def name(self) -> str:
        return str(getattr(self, f"name_{language()}"))

    @property
    def text(self) -> str:
        return str(getattr(self, f"text_{language()}"))

    @property
    def other_language(self) -> str:
        """The other language of a report, in which the definition says the same."""
        return "en" if language() == "da" else "da"

    @property
    def text_elsewhere(self) -> str:
        return str(getattr(self, f"text_{self.other_language}"))

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
