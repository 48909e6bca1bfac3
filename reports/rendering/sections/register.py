"""Chapter 1 of a live year: contacts, inquiries and decisions, each population by itself."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.numbers import number
from reports.rendering.chapters import FOUND
from reports.rendering.press import Press, Section
from reports.rendering.sections.topics import Topic, blocks, headings

OUTREACH = (
    Topic("contacts", gettext_lazy("Outreach work"), gettext_lazy(
        "Outreach workers meet people on the street, in clinics, in prisons and in asylum centres, often without "
        "knowing their names. It is therefore counted in three ways. The figures measure different things and cannot "
        "be added together."
    ), gettext_lazy(
        "A person met by two organisations is counted by both: nobody can tell, and nobody is meant to be able to. "
        "Persons without a code of their own cannot be told apart from night to night, so that unique persons lie "
        "between two numbers."
    )),
    Topic("courses", gettext_lazy("Courses and lectures"), gettext_lazy(
        "Courses and lectures for those who may meet persons who are trafficked. They count in the year they are held; "
        "the same person may have taken part in several."
    ), apart=("participants",)),
)  # fmt: skip
INQUIRIES = (
    Topic("hotline", gettext_lazy("The hotline"), gettext_lazy(
        "Calls to CMM’s hotline. A call is not a person: several calls may be about one person, and one call about "
        "several."
    )),
    Topic("inquiries", gettext_lazy("Inquiries"), gettext_lazy(
        "Inquiries received in the year, by what came of them. An inquiry about several persons counts once."
    )),
    Topic("referrers", gettext_lazy("Who referred"), gettext_lazy(
        "Who made the inquiries. Those that are alike are joined."
    )),
    Topic("decisions", gettext_lazy("Decisions"), gettext_lazy(
        "Contacts, inquiries and persons with a decision are different populations; none of them is a part of another, "
        "and they are not added together."
    )),
)  # fmt: skip


def register(press: Press) -> Section:
    """How persons were found: contacts, then inquiries, then decisions."""
    found = [*blocks(press, OUTREACH), *blocks(press, INQUIRIES)]
    again = press.fact("identified_again")
    context: dict[str, Any] = {"blocks": found, "lead": _(
        "The police, other authorities and organisations meet persons who may be trafficked. CMM and the Danish "
        "Immigration Service talk with them and decide whether they are."
    ), "after": ""}  # fmt: skip
    if again:
        text = _("%(count)s of the persons assessed as trafficked were so in an earlier year too, and count in both.")
        context["after"] = text % {"count": number(again["value"])}
    if not found:
        text = _("No figure of this chapter can be shown for %(year)s: each is withheld, or nothing was counted.")
        context["after"] = text % {"year": press.now}
    return Section("topics", "k1", press.chapter(FOUND), 1, context, inner=headings(found))
