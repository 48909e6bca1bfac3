"""Words of an assessment that a template cannot make by itself."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from identification.rules.dimensions import Result

register = template.Library()


@register.filter
def named(codes: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """The indicators by their names, in one line."""
    return "; ".join(labels[code].lower() for code in codes)


@register.filter
def counted(result: Result) -> str:
    """ "2 strong, 1 medium"; what nobody observed has no number."""
    found = [
        (result.strong, ngettext("%(n)s strong", "%(n)s strong ones", result.strong)),
        (result.medium, ngettext("%(n)s medium", "%(n)s medium ones", result.medium)),
        (result.weak, ngettext("%(n)s weak", "%(n)s weak ones", result.weak)),
    ]
    return ", ".join(words % {"n": number} for number, words in found if number) or _("nothing observed")
