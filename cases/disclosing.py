"""What is asked of somebody outside, and how they come to know something of the person."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ReferralKind(models.TextChoices):
    """What is asked of the receiver."""

    REFERRAL = "referral", pgettext_lazy("kind of referral", "Referral: they help, and CMM keeps the case")
    TRANSFER = "transfer", pgettext_lazy("kind of referral", "Transfer: they take over")


class DisclosureWay(models.TextChoices):
    """How somebody outside came to know something of the person."""

    REFERRAL = "referral", pgettext_lazy("disclosure", "Referral or transfer")
    SHARED = "shared", pgettext_lazy("disclosure", "Part of the file, shared here")
    PHONE = "phone", pgettext_lazy("disclosure", "By telephone")
    MEETING = "meeting", pgettext_lazy("disclosure", "At a meeting")
    LETTER = "letter", pgettext_lazy("disclosure", "By letter or secure mail")
    PLACE = "place", pgettext_lazy("disclosure", "Request for a place")
    ACCESS = "access", pgettext_lazy("disclosure", "Access to the case")
    OTHER = "other", pgettext_lazy("disclosure", "In another way")


# What is written down by hand; the rest is written by the verb that tells.
BY_HAND = (DisclosureWay.PHONE, DisclosureWay.MEETING, DisclosureWay.LETTER, DisclosureWay.OTHER)
