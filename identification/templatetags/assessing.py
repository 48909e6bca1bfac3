"""Words of an assessment that a template cannot make by itself."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from identification.enums import Control, FourAnswer
from identification.models import Event
from identification.rules.dimensions import Result
from identification.rules.vague import Vague, written

register = template.Library()


@register.filter
def when(event: Event) -> str:
    """From when to when, as exactly as it is known."""
    begins = written(Vague(event.begins_on, event.begins_precision))
    ends = written(Vague(event.ends_on, event.ends_precision))
    if begins and ends:
        return _("From %(begins)s to %(ends)s.") % {"begins": begins, "ends": ends}
    if begins or ends:
        return (_("From %(day)s.") if begins else _("Until %(day)s.")) % {"day": begins or ends}
    return _("When is not known.")


@register.filter
def controls(event: Event) -> list[tuple[str, str]]:
    """The methods of control somebody asked about, with the answers."""
    return [(str(Control(code).label), str(FourAnswer(answer).label)) for code, answer in event.control.items()]


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
