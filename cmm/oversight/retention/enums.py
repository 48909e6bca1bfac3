from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """What a case is, for how long it is kept; and a contact of outreach, which is none."""

    IDENTIFIED = "identified", _("Case of an identified victim")
    CHILD = "child", _("Case of a child")
    NOT_IDENTIFIED = "not_identified", _("Case of somebody who was not identified as a victim")
    LEFT_EARLY = "left_early", _("Case that ended before anybody decided")
    STREET = "street", _("Contact recorded in outreach")


class Basis(models.TextChoices):
    """Why a case goes."""

    TERM = "term", _("The time it is kept has run out")
    ERASURE = "erasure", _("The person has a right to have it erased")
    UNLAWFUL = "unlawful", _("It should never have been recorded")


class Verdict(models.TextChoices):
    """What became of a proposal."""

    APPROVED = "approved", pgettext_lazy("destruction", "Approved")
    REFUSED = "refused", pgettext_lazy("destruction", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("destruction", "Withdrawn")
