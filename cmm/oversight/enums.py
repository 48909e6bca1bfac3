from django.db import models
from django.utils.translation import gettext_lazy as _


class Asker(models.TextChoices):
    """Who asks for a copy of a person's file."""

    PERSON = "person", _("The person, whom I know or who has shown who they are")
    REPRESENTATIVE = "representative", _("The child’s representative")
    COUNSEL = "counsel", _("Counsel with a power of attorney")
