"""Words of an assessment that a template cannot make by itself."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from identification.enums import ConsentState, Control, FourAnswer
from identification.models import Consent, Event
from identification.rules.consents import state_of
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


@register.simple_tag
def consent_state(consent: Consent) -> ConsentState | None:
    """What a yes is worth today; nothing of any other answer."""
    if consent.answer != FourAnswer.YES:
        return None
    withdrawn, soon = consent.withdrawn_on is not None, settings.CMM_CONSENT_LAPSES_SOON_DAYS
    return state_of(until=consent.until, withdrawn=withdrawn, today=timezone.localdate(), soon=soon)


@register.simple_tag
def consents_lapse(consents: Iterable[tuple[object, Consent | None]]) -> date | None:
    """The first day on which one of them ends, or has, when that is near."""
    near = {ConsentState.LAPSES_SOON, ConsentState.LAPSED}
    days = [one.until for _topic, one in consents if one and one.until and consent_state(one) in near]
    return min(days, default=None)
