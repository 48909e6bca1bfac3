"""What goes, in the words of whoever decides it and not of the database."""

from django.utils.translation import gettext_lazy as _

PERSON = _("The person, who has no other case")
IDENTITY = _("Names, numbers and contact information")
INQUIRIES = _("Inquiries and referrals that came in")
JOURNAL = _("Notes in the journal")
PAPERS = _("Documents and letters, with their files")
ASSESSED = _("Interviews, observations, assessments and decisions")
PERIODS = _("Periods, events and days of departure")
STAYS = _("Stays, requests for a place, and what houses wrote")
AFTER = _("Support, return, criminal case and claims")
TOLD = _("What was sent to others, and on what basis")
SAFETY = _("Safety notes, representatives and tasks")
ACCESS = _("Who had access, and why")
REST = _("Everything else under the case")

WORDS = {
    "cases_case": _("The case, and those that were merged into it"),
    "cases_victim": PERSON,
    "cases_identity": IDENTITY,
    "cases_inquiry": INQUIRIES,
    "cases_handover": INQUIRIES,
    "cases_journalentry": JOURNAL,
    "cases_document": PAPERS,
    "identification_letter": PAPERS,
    "identification_period": PERIODS,
    "identification_periodevent": PERIODS,
    "identification_event": PERIODS,
    "identification_departure": PERIODS,
    "identification": ASSESSED,
    "shelters": STAYS,
    "followup_sharedfile": TOLD,
    "followup": AFTER,
    "cases_referral": TOLD,
    "cases_disclosure": TOLD,
    "cases_safetynote": SAFETY,
    "cases_representative": SAFETY,
    "cases_task": SAFETY,
    "cases_brokenglass": ACCESS,
    "cases_wall": ACCESS,
    "cases_caseusergrant": ACCESS,
    "cases_casegroupgrant": ACCESS,
    "cases_statedpurpose": ACCESS,
    "cases_changeover": ACCESS,
}


def in_words(counts: dict[str, int]) -> list[tuple[str, int]]:
    """The rows by kind, in the order above."""
    order = list(dict.fromkeys(map(id, (*WORDS.values(), REST))))
    found: dict[int, tuple[object, int]] = {}
    for table, number in counts.items():
        label = WORDS.get(table) or WORDS.get(table.partition("_")[0]) or REST
        found[id(label)] = (label, found.get(id(label), (label, 0))[1] + number)
    return [(str(label), number) for key in order if key in found for label, number in [found[key]]]
