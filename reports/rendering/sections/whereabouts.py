"""Chapter 1 of a live year, continued: parts of the world, basis of stay, and where in the country."""

from django.utils.translation import gettext_lazy as _

from reports.rendering.press import Press, Section
from reports.rendering.sections.topics import Topic, blocks, headings

TOPICS = (
    Topic("citizenship_regions", _("Parts of the world"), _(
        "The same persons by the part of the world they are citizens of. Each country stands in one of them."
    )),
    Topic("residence", _("Basis of stay"), _("On which basis the persons stayed in Denmark.")),
    Topic("regions", _("Where in Denmark"), _(
        "The part of the country the case belongs to. Not everything need have happened there."
    )),
)  # fmt: skip


def whereabouts(press: Press) -> Section | None:
    """A section that is nothing but its topics, and has no heading of its own."""
    found = list(blocks(press, TOPICS))
    if not found:
        return None
    return Section("topics", "k16", "", 2, {"blocks": found}, listed=False, inner=headings(found))
