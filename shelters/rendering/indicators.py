"""The list of indicators of the 2019-2021 evaluation, each with its figure, or why the register has none."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from shelters.rendering.outcomes import nights_text
from shelters.rendering.sections import kroner, per_cent_text, share, whole
from shelters.selectors.keyfigures import KeyFigures, Stays
from shelters.selectors.outcomes import Endings


@dataclass(frozen=True)
class Indicator:
    label: str
    figure: str
    note: str


def indicators(figures: KeyFigures, stays: Stays) -> list[Indicator]:
    """In the order of the evaluation."""
    ended, nights = stays.ended, figures.nights
    return [
        satisfaction(_("Satisfaction at Reden International"), stays.reden),
        Indicator(
            _("Length of stay"),
            nights_text(ended.lengths.median),
            _("Median of %(n)s stays that ended") % {"n": whole(ended.lengths.total)},
        ),
        Indicator(
            _("Disappeared"),
            whole(ended.disappeared),
            _("%(share)s of those who left") % {"share": share(ended.disappeared, ended.total)},
        ),
        satisfaction(_("Satisfaction at alternative places"), stays.elsewhere),
        Indicator(
            _("Occupancy"),
            per_cent_text(nights.occupancy),
            _("%(nights)s bed nights of %(all)s") % {"nights": whole(nights.nights), "all": whole(nights.offered)},
        ),
        cost(stays),
        Indicator(
            _("Continued need for alternative places"),
            per_cent_text(stays.share_elsewhere),
            _("%(other)s of %(all)s stays began elsewhere than at Reden International")
            % {"other": whole(stays.came_elsewhere), "all": whole(stays.came)},
        ),
        Indicator(
            _("Cooperation"),
            _("not recorded"),
            _("The register does not record how the parties work together. It must be asked about."),
        ),
    ]


def satisfaction(label: str, part: Endings) -> Indicator:
    asked = part.satisfaction
    said = {"n": whole(asked.total), "all": whole(part.total)}
    if asked.median is None:
        return Indicator(label, _("unknown"), _("None of %(all)s who left has been asked") % said)
    median = number_format(asked.median, decimal_pos=0 if asked.median == int(asked.median) else 1, use_l10n=True)
    return Indicator(
        label, _("%(median)s of 5") % {"median": median}, _("Median. %(n)s of %(all)s who left were asked") % said
    )


def cost(stays: Stays) -> Indicator:
    uncovered = stays.costs.uncovered
    note = _("Every night has a rate")
    if uncovered:
        note = _("%(nights)s nights have no rate and are not in it") % {"nights": whole(uncovered)}
    return Indicator(_("Cost"), kroner(stays.costs.amount, ore=False), note)
