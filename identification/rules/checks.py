"""What the system has looked at before somebody decides. It stops nothing that the rules do not stop."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import AgeBand
from identification.rules.elements import in_words, missing_elements
from identification.rules.grounds import Grounds


@dataclass(frozen=True)
class Check:
    """One thing looked at, and whether it is as it should be."""

    is_good: bool
    message: Promise | str


def checks_of(grounds: Grounds, age_band: str) -> Iterator[Check]:
    """In the order they are read beside the assessment."""
    missing = missing_elements(grounds, age_band)
    if missing:
        told = _("Support is missing for %(elements)s. The decision cannot be positive")
        yield Check(False, told % {"elements": in_words(missing)})
    else:
        yield Check(True, _("Everything a positive decision must rest on has support"))
    yield Check(bool(grounds.speaks_against), _("What speaks against is written"))
    if age_band == AgeBand.UNKNOWN:
        yield Check(False, _("The age is unknown. The means is required, as for an adult"))
