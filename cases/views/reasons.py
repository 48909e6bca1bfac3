"""Why somebody was found, or may be somebody else, in words; the name itself stands behind the identity's own door."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

REASONS = {
    "name": _("Same name"),
    "name_part": _("Part of the name is the same"),
    "name_sounds": _("The name sounds alike"),
    "sounds": _("The name sounds alike"),
    "spelling": _("The name is spelled almost alike"),
    "phone": _("Same phone number"),
    "number": _("Same number"),
    "code": _("Code name or case number"),
    "sex": _("Same sex"),
    "age": _("Same age"),
    "citizenship": _("Same citizenship"),
}


def in_words(reasons: Iterable[str]) -> list[str]:
    return [str(REASONS[reason]) for reason in reasons]
