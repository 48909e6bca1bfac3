"""Who may do what: the one table of access. A lawyer should be able to read it.

A line says: this role may do these ACTIONS to this NOUN, where one of these REACHES ties the row to the user, up
to the protection level beside the reach. "By role" needs no row: a verb that makes something, or a page of its
own. Grants on single cases come on top (cmm.accounts.scoping). The roles are those of design section 2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cmm.accounts.enums import Role

NORMAL, RESTRICTED, NAMED = "normal", "restricted", "named"
LEVELS = {NORMAL: [NORMAL], RESTRICTED: [NORMAL, RESTRICTED], NAMED: [NORMAL, RESTRICTED, NAMED]}

READING = frozenset({"view", "follow", "trace", "count", "bill", "review"})  # any other act may lock and write the row
ANY_ACT = "any"  # of those on a row there is; no act of its own, and nobody is asked whether they may do it

# Reaches: what ties a row to the user, and how protected the row may be.
BY_ROLE = {"role": NORMAL}
EVERY = {"all": NORMAL}
OURS = {"own_organisation": NORMAL}
MINE = {"assigned": NAMED}
OFFERED_TO_ME = {"offered_to": NAMED}  # the note of whoever hands a case on, and of the case nothing before the answer
MINE_OR_NORMAL = {"assigned": NAMED, "casework": NORMAL}
MINE_OR_COVERED = {"assigned": NAMED, "cover": RESTRICTED, "casework": NORMAL}
MINE_OR_RESTRICTED = {"assigned": NAMED, "casework": RESTRICTED}
WE_DECIDE = {"competent": RESTRICTED}
WE_RECEIVED = {"received": NAMED}  # a part of a file, as it stood that day, until it expires
WE_REFERRED = {"referred_by": NAMED}  # the page says no more of a protected case than that there is one
LIVES_HERE = {"resident": NAMED}
OF_OUR_HOUSE = {"own_house": NORMAL}
IN_MY_CHARGE = {"in_charge": NORMAL}
# Whoever records on the street makes a phone ready, and sends what it kept; what it kept is opened with the
# organisation's own key.
PHONE = (
    ("outreach.phone", "add", BY_ROLE),
    ("outreach.sealedcontact", "add", BY_ROLE),
    ("outreach.sealingkey", "view", OURS),
    ("outreach.sealingkey", "add", BY_ROLE),
)

TABLE = {
    Role.CMM_CASEWORKER: (
        ("cases.case", "view change write_journal interview assess set_periods request_place", MINE_OR_NORMAL),
        ("cases.case", "record_ruling", MINE_OR_NORMAL),
        ("cases.case", "add", BY_ROLE),
        ("cases.case", "hand_on", MINE),
        ("cases.changeover", "view withdraw", MINE_OR_NORMAL),
        ("cases.changeover", "view answer", OFFERED_TO_ME),
        ("cases.identity", "view change", MINE_OR_COVERED),
        ("cases.identity", "add", BY_ROLE),
        ("cases.brokenglass", "add", BY_ROLE),
        ("cases.brokenglass", "view end", {"glass": NAMED}),
        ("cases.inquiry", "view change", MINE_OR_NORMAL),
        ("cases.inquiry", "add", BY_ROLE),
        ("cases.handover", "view answer", MINE_OR_NORMAL),
        ("cases.refusal", "view", OURS),
        ("cases.refusal", "add", BY_ROLE),
        ("followup.sharedfile", "view", MINE_OR_NORMAL),
        ("identification.assessment", "view change", MINE_OR_NORMAL),
        ("shelters.shelter", "view", EVERY),
        ("shelters.address", "view", {"guest_of_mine": NORMAL}),
        ("shelters.approval", "follow", EVERY),
        ("shelters.placement", "view", MINE_OR_NORMAL),
        ("shelters.placementrequest", "view withdraw", MINE_OR_NORMAL),
        ("outreach.activity", "view change", OURS),
        ("outreach.activity", "add", BY_ROLE),
    ),
    Role.CMM_COORDINATOR: (
        ("cases.case", "view change write_journal interview assess request_place assign decide", MINE_OR_RESTRICTED),
        ("cases.case", "set_periods record_ruling control_access merge let_out", MINE_OR_RESTRICTED),
        ("cases.case", "add", BY_ROLE),
        ("cases.case", "hand_on", MINE_OR_RESTRICTED),
        ("cases.changeover", "view withdraw", MINE_OR_RESTRICTED),
        ("cases.changeover", "view answer", OFFERED_TO_ME),
        ("accounts.cover", "add", BY_ROLE),
        ("cases.identity", "view change", MINE_OR_RESTRICTED),
        ("cases.identity", "add", BY_ROLE),
        ("cases.brokenglass", "view end judge", {"casework": RESTRICTED}),
        ("cases.inquiry", "view change", MINE_OR_RESTRICTED),
        ("cases.inquiry", "add", BY_ROLE),
        ("cases.handover", "view answer", MINE_OR_RESTRICTED),
        ("cases.refusal", "view", OURS),
        ("cases.refusal", "add", BY_ROLE),
        ("cases.duplicateproposal", "view settle", BY_ROLE),
        ("retention.legalhold", "view lift", MINE_OR_RESTRICTED),
        ("retention.legalhold", "add", BY_ROLE),
        ("retention.destruction", "view settle", MINE_OR_RESTRICTED),
        ("retention.destruction", "add", BY_ROLE),
        ("retention.ledgerentry", "view", EVERY),
        ("legacy.batch", "view change reverse", OURS),
        ("legacy.batch", "add", BY_ROLE),
        ("retention.rulechange", "view add settle", EVERY),
        ("cases.code", "view add change", EVERY),
        ("identification.periodrule", "view change", EVERY),
        ("identification.periodrule", "add", BY_ROLE),
        ("followup.sharedfile", "view", MINE_OR_RESTRICTED),
        ("identification.assessment", "view change decide", MINE_OR_RESTRICTED),
        ("identification.indicator", "view add change", EVERY),
        ("shelters.shelter", "view change bill", EVERY),
        ("shelters.shelter", "add", BY_ROLE),
        ("shelters.address", "view change", EVERY),
        ("shelters.payerrule", "view change", EVERY),
        ("shelters.payerrule", "add", BY_ROLE),
        ("shelters.approval", "view follow", EVERY),
        ("shelters.inspection", "view", EVERY),
        ("shelters.locality", "view", EVERY),
        ("shelters.placement", "view", MINE_OR_RESTRICTED),
        ("shelters.placementrequest", "view withdraw", MINE_OR_RESTRICTED),
        ("outreach.activity", "view change", OURS),
        ("outreach.activity", "add", BY_ROLE),
        ("coordination.forum", "view change", EVERY),
        ("coordination.forum", "add", BY_ROLE),
        ("coordination.activity", "view change confirm", EVERY),
        ("coordination.activity", "add", BY_ROLE),
        ("coordination.statusreport", "view", EVERY),
        ("coordination.statusreport", "request", BY_ROLE),
        ("reports.freetable", "view", EVERY),
        ("reports.threshold", "view", EVERY),
        ("reports.threshold", "add", BY_ROLE),
        ("reports.edition", "view approve publish", EVERY),
        ("reports.definition", "view", EVERY),
        ("reports.extract", "view", EVERY),
        ("reports.historicalcount", "view", EVERY),
        ("reports.externalcount", "view confirm", EVERY),
        ("reports.externalcount", "add", BY_ROLE),
        ("reports.submission", "view release", EVERY),
        ("reports.submission", "add", BY_ROLE),
    ),
    Role.CMM_STATISTICIAN: (
        ("reports.edition", "view approve publish draw", EVERY),
        ("reports.edition", "request", BY_ROLE),
        ("coordination.activity", "view confirm", EVERY),
        ("coordination.statusreport", "view", EVERY),
        ("coordination.statusreport", "request", BY_ROLE),
        ("reports.freetable", "view", EVERY),
        ("reports.freetable", "add", BY_ROLE),
        ("reports.threshold", "view", EVERY),
        ("reports.definition", "view", EVERY),
        ("reports.extract", "view", EVERY),
        ("reports.historicalcount", "view", EVERY),
        ("reports.externalcount", "view confirm", EVERY),
        ("reports.externalcount", "add", BY_ROLE),
        ("reports.submission", "view release", EVERY),
        ("reports.submission", "add", BY_ROLE),
    ),
    Role.IMMIGRATION_OFFICER: (
        ("cases.case", "view decide set_periods record_ruling request_place", WE_DECIDE),
        ("cases.identity", "view", WE_DECIDE),
        ("cases.inquiry", "trace", WE_DECIDE),
        ("followup.sharedfile", "view answer", WE_RECEIVED),
        ("identification.assessment", "view decide", WE_DECIDE),
        ("shelters.shelter", "view", EVERY),
        ("shelters.address", "view", {"guest_of_ours": NORMAL}),
        ("shelters.approval", "follow", EVERY),
        ("shelters.placement", "view", WE_DECIDE),
        ("shelters.placementrequest", "view withdraw", WE_DECIDE),
    ),
    Role.POLICE_LIAISON: (
        ("cases.inquiry", "follow", WE_REFERRED),
        ("followup.sharedfile", "view answer", WE_RECEIVED),
    ),
    Role.OUTREACH_WORKER: (
        ("cases.inquiry", "follow", WE_REFERRED),
        ("cases.handover", "follow withdraw", WE_REFERRED),
        ("cases.handover", "add", BY_ROLE),
        ("outreach.contact", "view", OURS),
        ("outreach.contact", "change", {"recorded": NORMAL}),
        ("outreach.contact", "add", BY_ROLE),
        ("outreach.round", "view change", {"own_round": NORMAL}),
        ("outreach.round", "add", BY_ROLE),
        ("outreach.incident", "view", OURS),
        ("outreach.incident", "change", {"recorded": NORMAL}),
        ("outreach.incident", "add", BY_ROLE),
        ("outreach.activity", "view change", OURS),
        ("outreach.activity", "add", BY_ROLE),
        ("outreach.venue", "view", OURS),
        ("outreach.servicehours", "view", OURS),
        ("outreach.importbatch", "view", OURS),
        ("outreach.phonelook", "view", OURS),
        *PHONE,
        ("outreach.phone", "view change", {"own_phone": NORMAL}),
        ("outreach.sealedcontact", "follow", {"own_sealed": NORMAL}),
    ),
    Role.OUTREACH_LEAD: (
        ("cases.inquiry", "follow", WE_REFERRED),
        ("cases.handover", "follow withdraw", WE_REFERRED),
        ("cases.handover", "add", BY_ROLE),
        ("outreach.contact", "view change review", OURS),
        ("outreach.contact", "add count", BY_ROLE),
        ("outreach.round", "view change", OURS),
        ("outreach.round", "add", BY_ROLE),
        ("outreach.statusnote", "view change", OURS),
        ("outreach.statusnote", "add", BY_ROLE),
        ("outreach.incident", "view change", OURS),
        ("outreach.incident", "add", BY_ROLE),
        ("outreach.activity", "view change", OURS),
        ("outreach.activity", "add", BY_ROLE),
        ("outreach.venue", "view change", OURS),
        ("outreach.venue", "add", BY_ROLE),
        ("outreach.servicehours", "view", OURS),
        ("outreach.servicehours", "add", BY_ROLE),
        ("outreach.importbatch", "view withdraw", OURS),
        ("outreach.importbatch", "add", BY_ROLE),
        ("outreach.phonelook", "view", OURS),
        ("outreach.phonelook", "add", BY_ROLE),
        *PHONE,
        ("outreach.phone", "view change", OURS),
        ("outreach.sealedcontact", "follow settle", OURS),
        ("outreach.sealingkey", "change", OURS),
    ),
    Role.SHELTER_STAFF: (
        ("shelters.shelter", "view stay", OURS),
        ("shelters.address", "view", OURS),
        ("shelters.approval", "follow", OF_OUR_HOUSE),
        ("shelters.placement", "view change", LIVES_HERE),
    ),
    Role.SHELTER_MANAGER: (
        ("shelters.shelter", "view stay change bill", OURS),
        ("shelters.address", "view change", OURS),
        ("shelters.address", "add", BY_ROLE),
        ("shelters.approval", "view follow", OF_OUR_HOUSE),
        ("shelters.inspection", "view", OF_OUR_HOUSE),
        ("shelters.locality", "view", OF_OUR_HOUSE),
        ("shelters.placement", "view change", LIVES_HERE),
        ("shelters.placementrequest", "view answer", LIVES_HERE),
    ),
    Role.SUPERVISION_INSPECTOR: (
        ("shelters.shelter", "view count", EVERY),
        ("shelters.address", "view", {"supervised_by_us": NORMAL}),
        ("shelters.approval", "view follow", EVERY),
        ("shelters.approval", "change", OURS),
        ("shelters.approval", "add", BY_ROLE),
        ("shelters.inspection", "view change", OURS),
        ("shelters.inspection", "add", BY_ROLE),
        ("shelters.locality", "view change", EVERY),
        ("shelters.locality", "add", BY_ROLE),
    ),
    Role.MINISTRY_READER: (
        ("reports.edition", "view", {"published": NORMAL}),
        ("coordination.statusreport", "view", EVERY),
    ),
    Role.DATA_PROTECTION_OFFICER: (
        ("audit.auditentry", "view", BY_ROLE),
        ("unusual.entry", "judge", BY_ROLE),
        ("cases.brokenglass", "view judge", {"all": NAMED}),
        ("retention.legalhold", "view", {"all": NAMED}),
        ("retention.destruction", "view settle", {"all": NAMED}),
        ("retention.ledgerentry", "view", EVERY),
        ("retention.rulechange", "view add settle", EVERY),
    ),
    Role.USER_ADMINISTRATOR: (
        ("accounts.user", "view change", IN_MY_CHARGE),
        ("accounts.user", "add", BY_ROLE),
        ("accounts.organisation", "view", IN_MY_CHARGE),
        ("outreach.servicehours", "view", OURS),
        ("outreach.servicehours", "add", BY_ROLE),
    ),
}


@dataclass(frozen=True)
class Policy:
    """One reach of one line of the table."""

    role: str
    noun: str
    actions: tuple[str, ...]
    reach: str
    up_to: str


def spelled_out() -> Iterator[Policy]:
    for role, lines in TABLE.items():
        for noun, actions, reaches in lines:
            for reach, up_to in reaches.items():
                yield Policy(role.value, noun, tuple(actions.split()), reach, up_to)


POLICIES = tuple(spelled_out())


@cache
def policies_for(roles: frozenset[str], noun: str, action: str) -> tuple[Policy, ...]:
    """The policies that open ``action`` on ``noun`` to somebody with ``roles``. Asked of every row a page shows."""
    ours = (policy for policy in POLICIES if policy.role in roles and policy.noun == noun)
    return tuple(policy for policy in ours if action in policy.actions)


# These roles open a colleague's case, which "casework" ties to them, only once they have said what for.
ASKED_WHY = frozenset({Role.CMM_CASEWORKER})


def is_asked_why(roles: frozenset[str]) -> bool:
    """Whether no other role of theirs opens colleagues' cases to somebody with ``roles``."""
    opening = {policy.role for policy in policies_for(roles, "cases.case", "view") if policy.reach == "casework"}
    return opening <= ASKED_WHY
