from django.db import models
from django.utils.translation import pgettext_lazy


class NoticeKind(models.TextChoices):
    """What whoever referred somebody is told."""

    MERGED = "merged", pgettext_lazy("notice of a merge", "Merged")
    UNDONE = "undone", pgettext_lazy("notice of a merge", "No longer merged")
