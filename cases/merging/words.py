"""What moves, in words: the tables of a file by what a caseworker calls them."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.merging.selectors import Moved

KINDS = (
    (_("Inquiries and referrals to CMM"), {"cases_inquiry", "cases_handover"}),
    (_("Documents"), {"cases_document"}),
    (_("Tasks"), {"cases_task"}),
    (_("Safety notes and who speaks for the person"), {"cases_safetynote", "cases_representative"}),
    (
        _("Interviews, events and observations"),
        {"identification_interview", "identification_event", "identification_observation"},
    ),
    (
        _("Assessments, decisions and letters"),
        {
            "identification_assessment", "identification_statusdecision", "identification_appeal",
            "identification_courtfinding", "identification_letter",
        },
    ),
    (pgettext_lazy("of a case", "Consents"), {"identification_consent"}),
    (_("Periods and departure"), {"identification_period", "identification_periodevent", "identification_departure"}),
    (_("Requests for places, and stays"), {"shelters_placementrequest", "shelters_placement"}),
    (
        _("What a shelter wrote of the stays"),
        {"shelters_housenote", "shelters_correction", "shelters_service"},
    ),
    (
        _("Support, return, criminal case and compensation"),
        {
            "followup_supportitem", "followup_preparedreturn", "followup_returnevent", "followup_criminalevent",
            "followup_claim",
        },
    ),
    (_("Referrals out of CMM, and who was told"), {"cases_referral", "cases_disclosure", "followup_sharedfile"}),
    (_("Identity"), {"cases_identity"}),
)  # fmt: skip


def in_words(moved: Iterable[Moved]) -> list[tuple[str, int]]:
    """Each kind that is there, with its number of rows."""
    counts = {one.at_table: one.number for one in moved}
    found = ((str(label), sum(counts.get(table, 0) for table in tables)) for label, tables in KINDS)
    return [(label, number) for label, number in found if number]
