from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.enums import CodeList
from cases.querysets import CodeQuerySet
from cases.scoping import CODE_REACHES


class Code(models.Model):
    """One entry of a code list, with the days it may be chosen on and how the statistics count it."""

    # No choices: a new list is a line of ``CodeList`` and its entries, never a migration.
    list = models.CharField(_("list"), max_length=30)
    code = models.SlugField(_("code"), max_length=40)
    label_da = models.CharField(_("Danish name"), max_length=80)
    label_en = models.CharField(_("English name"), max_length=80)
    statistics_code = models.SlugField(_("counted as"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"), default=date(2007, 1, 1))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    reaches = CODE_REACHES
    protection_path = None
    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["list", "position", "label_da"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "code"],
                name="cases_code_once_in_its_list",
                violation_error_message=_("The list already has this code."),
            ),
            models.CheckConstraint(
                name="cases_code_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                violation_error_message=_("The last day must come after the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("cases:code_detail", args=[self.list, self.code])

    @property
    def list_url(self) -> str:
        return f"{reverse('cases:code_list')}?list={self.list}"

    @property
    def label(self):
        return self.label_en if get_language() == "en" else self.label_da

    @property
    def counted_as(self) -> str:
        """The code the statistics and the rules know: its own, unless a coordinator said otherwise."""
        return self.statistics_code or self.code

    @property
    def list_label(self):
        return CodeList(self.list).label

    def is_current(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
