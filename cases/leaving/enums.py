from django.db import models
from django.utils.translation import gettext_lazy as _


class Leak(models.TextChoices):
    """What a text that leaves must not say."""

    PLACE = "place", _("where a protected house lies")
    HOUSE = "house", _("the name of a protected house")
    REACHED = "reached", _("how a protected house is reached")
    NAME = "name", _("the name of somebody else")
    CPR = "cpr", _("a CPR number of somebody else")
    NUMBER = "number", _("a number of somebody else")
    PHONE = "phone", _("the telephone of somebody else")
    MAIL = "mail", _("the e-mail of somebody else")
    HOME = "home", _("the address of somebody else")
    REF = "ref", _("the number of another case")

    @property
    def is_never_let_out(self) -> bool:
        """Of a house that is kept secret nobody alone may tell."""
        return self in NEVER


NEVER = frozenset({Leak.PLACE, Leak.HOUSE, Leak.REACHED})
